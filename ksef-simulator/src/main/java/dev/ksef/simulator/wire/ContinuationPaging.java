package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        return of(request, list, largest, BadRequest::badContinuationToken);
    }

    /**
     * Reads page size and token of a request.
     *
     * @param otherToken how a token is refused that was not given for this list
     * @throws BadRequest 21405 for a page size out of bounds, and the refusal of another token
     */
    public static ContinuationPaging of(
            HttpRequest request, String list, int largest, Supplier<BadRequest> otherToken) {
        int pageSize =
                request.query("pageSize").map(size -> pageSize(size, largest)).orElse(SMALLEST);
        long after = request.header("x-continuation-token")
                .filter(token -> !token.isBlank())
                .map(token -> position(token, list).orElseThrow(otherToken))
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

    private static Optional<Long> position(String token, String list) {
        try {
            Matcher parts = TOKEN.matcher(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
            if (parts.matches() && parts.group(1).equals(list)) {
                return Optional.of(Long.parseLong(parts.group(2)));
            }
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Where the page begins in a list that is sorted highest first: only lower positions are on it. */
    public long before() {
        return after == FROM_THE_START ? Long.MAX_VALUE : after;
    }

    /**
     * Writes one page.
     *
     * @param following the elements from the first of the page on; no more of them are looked at than the page needs
     * @param position the position of an element, which no other has
     */
    public <T> ObjectNode page(String field, Stream<T> following, ToLongFunction<T> position, Writer<T> writer) {
        List<T> found = following.limit(pageSize + 1L).toList();
        List<T> shown = found.subList(0, Math.min(pageSize, found.size()));
        ObjectNode page = JsonTrees.object();
        ArrayNode items = page.putArray(field);
        shown.forEach(element -> items.add(writer.json(element)));
        if (shown.size() < found.size()) {
            page.put("continuationToken", token(position.applyAsLong(shown.get(shown.size() - 1))));
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
