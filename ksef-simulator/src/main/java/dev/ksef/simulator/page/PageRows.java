package dev.ksef.simulator.page;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Some rows of a list.
 *
 * @param total how many fit in all, as far as the list was searched
 * @param complete whether the whole list was searched
 */
public record PageRows(int total, boolean complete, List<ObjectNode> rows) {

    public PageRows {
        rows = List.copyOf(rows);
    }

    ObjectNode json() {
        ObjectNode json = JsonTrees.object().put("total", total).put("complete", complete);
        ArrayNode array = json.putArray("rows");
        rows.forEach(array::add);
        return json;
    }
}
