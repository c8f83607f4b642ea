package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

/** Holds the production classes against every rule, and every rule against a planted violation. */
class ArchitectureTest {

    private static final String THIS_MODULE = "ksef-architecture";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !isOurs(location))
            .importPackages("dev.ksef");

    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isOurs)
            .importPackages("dev.ksef");

    private static boolean isOurs(Location location) {
        return location.contains(THIS_MODULE);
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void production_keepsTheRule(Rules rule) {
        rule.rule().check(PRODUCTION);
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void plantedViolation_breaksTheRule(Rules rule) {
        assertThatThrownBy(() -> rule.rule().check(PLANTED))
                .as("the rule must fail on the violation planted for it")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted");
    }

    @Test
    void production_isReallyWhatIsChecked() {
        Set<String> packages = PRODUCTION.stream()
                .map(type -> type.getPackageName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .contains(
                        "dev.ksef",
                        "dev.ksef.adapter.crypto",
                        "dev.ksef.adapter.feign",
                        "dev.ksef.domain.auth",
                        "dev.ksef.domain.session",
                        "dev.ksef.model",
                        "dev.ksef.port",
                        "dev.ksef.qr",
                        "dev.ksef.signature",
                        "dev.ksef.simulator",
                        "dev.ksef.testkit");
    }
}
