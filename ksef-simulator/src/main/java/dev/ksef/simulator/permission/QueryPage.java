package dev.ksef.simulator.permission;

import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One page of a query's rows, by its number from 0 on. */
record QueryPage(int number, int size) {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 100;

    /**
     * Reads number and size of a page.
     *
     * @throws dev.ksef.simulator.wire.BadRequest 21405 if one is out of bounds
     */
    static QueryPage of(HttpRequest request) {
        return new QueryPage(
                request.number("pageOffset", 0, 0, Integer.MAX_VALUE),
                request.number("pageSize", SMALLEST, SMALLEST, LARGEST));
    }

    /** Answers with this page of what was found, in the order given. */
    <T> HttpReply reply(String field, Stream<T> found, Comparator<T> order, Function<T, ObjectNode> row) {
        List<T> all = found.sorted(order).toList();
        int from = (int) Math.min((long) number * size, all.size());
        int to = Math.min(from + size, all.size());
        ObjectNode body = JsonTrees.object();
        ArrayNode rows = body.putArray(field);
        all.subList(from, to).forEach(each -> rows.add(row.apply(each)));
        return HttpReply.json(200, body.put("hasMore", to < all.size()));
    }
}
