package dev.ksef.domain.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places("ab\nż\ud83d\ude00c\r\nd\re".getBytes(StandardCharsets.UTF_8));

    @Test
    void places_countLinesOfAllKinds_andCharactersInThem() {
        assertThat(places.of(0)).isEqualTo(new Place(1, 1));
        assertThat(places.of(2)).isEqualTo(new Place(1, 3));
        assertThat(places.of(3)).isEqualTo(new Place(2, 1));
        assertThat(places.of(9)).as("behind two letters of six bytes").isEqualTo(new Place(2, 3));
        assertThat(places.of(12)).isEqualTo(new Place(3, 1));
        assertThat(places.of(14)).isEqualTo(new Place(4, 1));
        assertThat(places.of(1)).as("back again").isEqualTo(new Place(1, 2));
        assertThat(places.of(99)).as("behind the end").isEqualTo(new Place(4, 2));
    }

    @Test
    void placeThatTheFileDoesNotHave_isTheLastBeforeIt() {
        assertThat(places.nearest(new Place(1, 2))).isEqualTo(new Place(1, 2));
        assertThat(places.nearest(new Place(1, 11))).isEqualTo(new Place(1, 3));
        assertThat(places.nearest(new Place(3, 2))).isEqualTo(new Place(3, 2));
        assertThat(places.nearest(new Place(7, 1))).isEqualTo(new Place(4, 2));
    }
}
