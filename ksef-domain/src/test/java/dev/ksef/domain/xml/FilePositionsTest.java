package dev.ksef.domain.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FilePositionsTest {

    private final FilePositions places =
            new FilePositions("ab\nż\ud83d\ude00c\r\nd\re".getBytes(StandardCharsets.UTF_8));

    @Test
    void places_countLinesOfAllKinds_andCharactersInThem() {
        assertThat(places.of(0)).isEqualTo(new FilePosition(1, 1));
        assertThat(places.of(2)).isEqualTo(new FilePosition(1, 3));
        assertThat(places.of(3)).isEqualTo(new FilePosition(2, 1));
        assertThat(places.of(9)).as("behind two letters of six bytes").isEqualTo(new FilePosition(2, 3));
        assertThat(places.of(12)).isEqualTo(new FilePosition(3, 1));
        assertThat(places.of(14)).isEqualTo(new FilePosition(4, 1));
        assertThat(places.of(1)).as("back again").isEqualTo(new FilePosition(1, 2));
        assertThat(places.of(99)).as("behind the end").isEqualTo(new FilePosition(4, 2));
    }

    @Test
    void placeThatTheFileDoesNotHave_isTheLastBeforeIt() {
        assertThat(places.nearest(new FilePosition(1, 2))).isEqualTo(new FilePosition(1, 2));
        assertThat(places.nearest(new FilePosition(1, 11))).isEqualTo(new FilePosition(1, 3));
        assertThat(places.nearest(new FilePosition(3, 2))).isEqualTo(new FilePosition(3, 2));
        assertThat(places.nearest(new FilePosition(7, 1))).isEqualTo(new FilePosition(4, 2));
    }
}
