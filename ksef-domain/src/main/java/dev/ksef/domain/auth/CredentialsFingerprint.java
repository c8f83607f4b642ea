package dev.ksef.domain.auth;

import dev.ksef.domain.internal.Sha256Digest;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefToken;
import dev.ksef.model.signature.SignerCertificate;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Names credentials by the beginning of a hash, so that they have the same name after a restart. */
final class CredentialsFingerprint {

    private static final int DIGITS = 16;

    private CredentialsFingerprint() {}

    /** Tells two tokens apart. Of the token, which holds 256 random bits, it tells nothing. */
    static CredentialsId of(KsefToken token) {
        byte[] hash = Sha256Digest.of(token.reveal().getBytes(StandardCharsets.UTF_8));
        return CredentialsId.of("ksef-token-" + HexFormat.of().formatHex(hash).substring(0, DIGITS));
    }

    static CredentialsId of(SignerCertificate certificate) {
        return CredentialsId.of(
                "certificate-" + certificate.fingerprint().substring(0, DIGITS).toLowerCase(Locale.ROOT));
    }
}
