package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages through a list by {@code x-continuation-token}. A token names the last element given, so that elements added
 * later are neither repeated nor hide others.
 */
public record ContinuationPaging(String list, int pageSize, long after) {

    private static final int SMALLEST = 10;
    private static final Pattern TOKEN = Pattern.compile("([a-z/]+)#(\\d{1,18})");
    private static final long FROM_THE_START = -1;

    /**
     * Reads page size and token of a request.
     *
     * @throws BadRequest 21405 for a page size out of bounds, 21418 for a token that was not given for this list
     */
    public static ContinuationPaging of(HttpRequest request, String list, int largest) {
        int pageSize =
                request.query("pageSize").map(size -> pageSize(size, largest)).orElse(SMALLEST);
        long after = request.header("x-continuation-token")
                .filter(token -> !token.isBlank())
                .map(token -> position(token, list))
                .orElse(FROM_THE_START);
        return new ContinuationPaging(list, pageSize, after);
    }

    private static int pageSize(String text, int largest) {
        int size = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (size < SMALLEST || size > largest) {
            throw BadRequest.invalidInput("'pageSize' " + BadRequest.between(SMALLEST, largest, text) + ".");
        }
        return size;
    }

    private static long position(String token, String list) {
        try {
            Matcher parts = TOKEN.matcher(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
            if (parts.matches() && parts.group(1).equals(list)) {
                return Long.parseLong(parts.group(2));
            }
        } catch (IllegalArgumentException notBase64) {
            throw BadRequest.badContinuationToken();
        }
        throw BadRequest.badContinuationToken();
    }

    /** Writes one page of a list that is sorted by position, lowest first. Positions are unique. */
    public <T> ObjectNode ascending(String field, List<T> ordered, ToLongFunction<T> position, Writer<T> writer) {
        return page(field, ordered, position, writer, here -> after == FROM_THE_START || here > after);
    }

    /** Like {@link #ascending}, but the list is sorted highest first. */
    public <T> ObjectNode descending(String field, List<T> ordered, ToLongFunction<T> position, Writer<T> writer) {
        return page(field, ordered, position, writer, here -> after == FROM_THE_START || here < after);
    }

    private <T> ObjectNode page(
            String field, List<T> ordered, ToLongFunction<T> position, Writer<T> writer, LongPredicate ahead) {
        int from = 0;
        while (from < ordered.size() && !ahead.test(position.applyAsLong(ordered.get(from)))) {
            from++;
        }
        int to = Math.min(from + pageSize, ordered.size());
        ObjectNode page = JsonTrees.object();
        ArrayNode items = page.putArray(field);
        ordered.subList(from, to).forEach(element -> items.add(writer.json(element)));
        if (to < ordered.size()) {
            page.put("continuationToken", token(position.applyAsLong(ordered.get(to - 1))));
        }
        return page;
    }

    @FunctionalInterface
    public interface Writer<T> {
        JsonNode json(T element);
    }

    private String token(long position) {
        return Base64.getEncoder().encodeToString((list + "#" + position).getBytes(StandardCharsets.UTF_8));
    }
}
