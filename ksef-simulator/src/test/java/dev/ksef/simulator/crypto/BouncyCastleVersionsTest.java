package dev.ksef.simulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BouncyCastleVersionsTest {

    @Test
    void versions_ofTheBuild_fitTogether() {
        assertThatCode(BouncyCastleVersions::requireOne).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "jar:file:/m2/bcprov-jdk18on/1.87/bcprov-jdk18on-1.87.jar!/org/A.class,1.87",
        "jar:file:/m2/bcpkix-jdk18on/1.80.2/bcpkix-jdk18on-1.80.2.jar!/org/B.class,1.80.2",
        "jar:file:/app/all.jar!/org/A.class,jar:file:/app/all.jar",
        "file:/app/classes/org/A.class,file:/app/classes/org/A.class",
        "null,null"
    })
    void origin_isTheVersionInTheName_orElseTheFile(String place, String origin) {
        assertThat(BouncyCastleVersions.origin(place)).isEqualTo(origin);
    }
}
