package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ContinuationPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContinuationPagesTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void stream_overPages_yieldsAllInOrder() {
        assertThat(stream(Map.of(
                        "first", new Page("a", List.of(1, 2)),
                        "a", new Page("b", List.of()),
                        "b", new Page("", List.of(3)))))
                .containsExactly(1, 2, 3);
        assertThat(asked).containsExactly("first", "a", "b");
    }

    @Test
    void stream_thatIsNotReadToItsEnd_fetchesNoMoreThanIsRead() {
        var first = ContinuationPages.stream(token -> {
                    asked.add("page");
                    return new Page("more", List.of(1, 2));
                })
                .findFirst();
        assertThat(first).contains(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void stream_fromAServerThatRepeatsItsToken_ends() {
        assertThat(stream(Map.of("first", new Page("a", List.of(1)), "a", new Page("a", List.of(2)))))
                .containsExactly(1, 2);
    }

    @Test
    void stream_withNullToken_isTheLastPage() {
        assertThat(stream(Map.of("first", new Page(null, List.of(1))))).containsExactly(1);
    }

    private List<Integer> stream(Map<String, Page> pages) {
        return ContinuationPages.stream(token -> {
                    String asking = token == null ? "first" : token;
                    asked.add(asking);
                    return pages.get(asking);
                })
                .toList();
    }

    private record Page(String continuationToken, List<Integer> items) implements ContinuationPage<Integer> {}
}
