package dev.ksef.simulator.page;

import dev.ksef.simulator.auth.TaxpayerToken;
import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.InstantSource;

/** The KSeF tokens, the newest first, without their texts. */
public record TokenList(TaxpayerTokens tokens, InstantSource clock) implements PageList {

    @Override
    public PageRows rows(PageQuery query) {
        return query.pick(
                tokens.all().stream(),
                token -> query.matches(
                        token.referenceNumber(),
                        token.context().value(),
                        token.terms().description()),
                this::json);
    }

    private ObjectNode json(TaxpayerToken token) {
        ObjectNode json = JsonTrees.object()
                .put("referenceNumber", token.referenceNumber())
                .put("contextType", token.context().type())
                .put("context", token.context().value())
                .put("description", token.terms().description())
                .put("status", token.status(clock.instant()).text());
        ArrayNode names = json.putArray("permissions");
        Permission.names(token.terms().permissions()).forEach(names::add);
        return json;
    }
}
