package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.util.function.Consumer;

/** Blocks and unblocks contexts, as only the environment for tests allows. Anybody may do so. */
public final class ContextBlockEndpoints {

    private final BlockedContexts blocked;

    public ContextBlockEndpoints(BlockedContexts blocked) {
        this.blocked = blocked;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/testdata/context/block", RateGroup.OTHER, request -> change(request, blocked::block));
        router.add(
                "POST", "/v2/testdata/context/unblock", RateGroup.OTHER, request -> change(request, blocked::unblock));
    }

    private static HttpReply change(HttpRequest request, Consumer<LoginContext> change) {
        JsonBody body = JsonBody.of(request);
        JsonBody identifier = body.object("contextIdentifier");
        LoginContext context =
                new LoginContext(identifier.choice("type", LoginContext.types()), identifier.text("value"));
        if (LoginContext.types().contains(context.type()) && !context.value().isEmpty() && !context.wellFormed()) {
            identifier.problem("value", "is not in the correct format");
        }
        body.check();
        change.accept(context);
        return HttpReply.empty(200);
    }
}
