package dev.ksef.spring;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;

/** Makes credentials of signers. Alone in touching EU DSS, which an application with a token does not have. */
final class Certificates {

    private Certificates() {}

    static Credentials credentials(Signer signer, boolean byFingerprint) {
        var credentials = Credentials.certificate(DssXadesSigner.of(signer));
        return byFingerprint ? credentials.byFingerprint() : credentials;
    }
}
