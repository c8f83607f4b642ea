package dev.ksef.simulator.batch;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.batch.AttachmentConsents.Consent;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;

/** Shows the consent to attachments, and changes it as only the environment for tests allows. */
public final class AttachmentEndpoints {

    private final InstantSource clock;
    private final BearerGate gate;
    private final AttachmentConsents consents;

    public AttachmentEndpoints(InstantSource clock, BearerGate gate, AttachmentConsents consents) {
        this.clock = clock;
        this.gate = gate;
        this.consents = consents;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/permissions/attachments/status", RateGroup.OTHER, this::status);
        router.add("POST", "/v2/testdata/attachment", RateGroup.ANONYMOUS, this::give);
        router.add("POST", "/v2/testdata/attachment/revoke", RateGroup.ANONYMOUS, this::revoke);
    }

    private HttpReply status(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        Consent consent = consents.of(caller.context());
        ObjectNode body = JsonTrees.object().put("isAttachmentAllowed", consent.holds(clock.instant()));
        Instant end = consent.end();
        if (end != null && !end.equals(Instant.MIN)) {
            body.put("revokedDate", KsefTimestamps.json(end));
        }
        return HttpReply.json(200, body);
    }

    private HttpReply give(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("nip", NipNumbers.SHAPE);
        body.check();
        consents.give(nip);
        return HttpReply.empty(200);
    }

    private HttpReply revoke(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("nip", NipNumbers.SHAPE);
        Instant end = body.optionalDay("expectedEndDate");
        body.check();
        Instant now = clock.instant();
        consents.end(nip, end == null ? now : end, now);
        return HttpReply.empty(200);
    }
}
