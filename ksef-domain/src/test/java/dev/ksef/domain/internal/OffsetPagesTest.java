package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.OffsetPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetPagesTest {

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void stream_overPages_endsWhereTheServerSaysSo() {
        assertThat(stream(new Page(true, List.of(1, 2)), new Page(false, List.of(3)), new Page(false, List.of(9))))
                .containsExactly(1, 2, 3);
        assertThat(asked).containsExactly(0, 1);
    }

    @Test
    void stream_withoutALastMark_endsAtTheFirstPageWithNothingNew() {
        assertThat(stream(new Page(null, List.of(1)), new Page(null, List.of(2)), new Page(null, List.of())))
                .containsExactly(1, 2);
        assertThat(stream(new Page(true, List.of(1)), new Page(true, List.of(1))))
                .as("a server that always gives the same page")
                .containsExactly(1);
    }

    @Test
    void stream_whoseRowsMovedToTheNextPage_givesEachOnce() {
        assertThat(stream(new Page(true, List.of(1, 2)), new Page(true, List.of(2, 3)), new Page(false, List.of(4))))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void stream_thatIsNotReadToItsEnd_fetchesNoMoreThanIsRead() {
        assertThat(OffsetPages.stream(number -> {
                            asked.add(number);
                            return new Page(true, List.of(number));
                        })
                        .findFirst())
                .contains(0);
        assertThat(asked).containsExactly(0);
    }

    private List<Integer> stream(Page... pages) {
        return OffsetPages.stream(number -> {
                    asked.add(number);
                    return pages[number];
                })
                .toList();
    }

    private record Page(Boolean hasMore, List<Integer> items) implements OffsetPage<Integer> {}
}
