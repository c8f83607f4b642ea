package dev.ksef.port.api;

import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import java.util.List;

/** The Ministry's public keys. */
public interface PublicKeyApi {

    /** Requests all certificates that are published now. */
    @Operation(
            value = "GET /security/public-key-certificates",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.SAFE,
            success = 200)
    List<PublicKeyCertificate> certificates();
}
