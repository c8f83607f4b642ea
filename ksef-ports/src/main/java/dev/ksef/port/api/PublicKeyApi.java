package dev.ksef.port.api;

import dev.ksef.model.PublicKeyCertificate;
import dev.ksef.port.BearerKind;
import dev.ksef.port.Operation;
import dev.ksef.port.RateLimitGroup;
import dev.ksef.port.Replay;
import java.util.List;

/** The Ministry's public keys. */
public interface PublicKeyApi {

    /** All certificates that are published now. */
    @Operation(
            value = "GET /security/public-key-certificates",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.SAFE,
            success = 200)
    List<PublicKeyCertificate> certificates();
}
