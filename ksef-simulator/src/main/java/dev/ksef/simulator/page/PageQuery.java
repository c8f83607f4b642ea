package dev.ksef.simulator.page;

import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which rows of a list the page asks for.
 *
 * @param text what the rows must have somewhere, in small letters; empty for all
 * @param refused whether only what was refused is asked for
 * @param skipped how many rows before are left out
 * @param most how many rows are shown
 */
public record PageQuery(String text, boolean refused, int skipped, int most) {

    private static final int USUAL = 25;
    private static final int MOST = 100;
    private static final int MOST_SKIPPED = 100_000_000;
    /** More are not searched for one answer. */
    private static final int MOST_LOOKED_AT = 10_000;

    private static final int LONGEST_TEXT = 200;

    static PageQuery of(HttpRequest request) {
        String text = request.query("text").orElse("").strip().toLowerCase(Locale.ROOT);
        return new PageQuery(
                text.substring(0, Math.min(text.length(), LONGEST_TEXT)),
                request.query("refused").filter("true"::equals).isPresent(),
                request.number("skipped", 0, 0, MOST_SKIPPED),
                request.number("most", USUAL, 1, MOST));
    }

    /** Whether it asks for all rows. */
    boolean all() {
        return text.isEmpty() && !refused;
    }

    /** Whether one of these texts has what is asked for. */
    public boolean matches(String... texts) {
        return Stream.of(texts).anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text));
    }

    /** The rows of a list that fit. Only the first ten thousand values are looked at. */
    public <T> PageRows pick(Stream<T> values, Predicate<T> wanted, Function<T, ObjectNode> row) {
        List<T> found = new ArrayList<>();
        int looked = 0;
        int matching = 0;
        Iterator<T> rest = values.iterator();
        while (rest.hasNext() && looked < MOST_LOOKED_AT) {
            T value = rest.next();
            looked++;
            if (wanted.test(value)) {
                if (matching >= skipped && found.size() < most) {
                    found.add(value);
                }
                matching++;
            }
        }
        return new PageRows(matching, !rest.hasNext(), found.stream().map(row).toList());
    }
}
