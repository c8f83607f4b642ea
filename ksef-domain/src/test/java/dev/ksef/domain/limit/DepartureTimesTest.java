package dev.ksef.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DepartureTimesTest {

    private static final int NO_END = Integer.MAX_VALUE;
    private static final long MEMORY = 100;

    private final DepartureTimes times = new DepartureTimes();

    @Test
    void timesThatMatter_areAllKept_howeverMany() {
        LongStream.range(0, 1_000).forEach(i -> times.add(5, NO_END, 5 - MEMORY));
        assertThat(times.size()).isEqualTo(1_000);
    }

    @Test
    void timesThatAreOver_makeRoomForNewOnes() {
        LongStream.range(0, 100_000).forEach(at -> times.add(at, NO_END, at - MEMORY));
        assertThat(times.size()).isBetween((int) MEMORY, 2 * (int) MEMORY);
        assertThat(times.since(100_000 - MEMORY))
                .containsExactly(LongStream.range(100_000 - MEMORY, 100_000).toArray());
    }

    @Test
    void moreThanTheLimitAsksFor_areNotKept() {
        LongStream.range(0, 1_000).forEach(at -> times.add(at, 3, at - MEMORY));
        assertThat(times.size()).isEqualTo(3);
        assertThat(times.last(3)).isEqualTo(997);
    }

    @Test
    void timesSinceAnInstant_areCounted_asTheyAreTold() {
        for (int i = 0; i < 40; i++) {
            times.add(3L * (i / 2), 16, -MEMORY);
            for (long at = -1; at <= 3L * i + 1; at++) {
                assertThat(times.countSince(at)).isEqualTo(times.since(at).length);
            }
        }
    }
}
