package dev.ksef.port.signing;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.signature.SignerCertificate;

/**
 * Signs a request to sign in: takes an {@link AuthTokenRequest} and returns the signed document.
 *
 * <p>It is separate from {@link Signer}, since a tool that signs whole documents (Profil Zaufany, a desktop tool) may be unable
 * to sign anything else.
 *
 * <p><b>Threading:</b> safe for many threads.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefSigningException}. <b>Idempotence:</b> every call may be repeated.
 *
 * <p><b>Secrets:</b> as {@link Signer}. <b>Lifecycle:</b> close its resources where they were opened.
 */
public interface XadesSigner {

    /** Returns the certificate it signs with. */
    SignerCertificate certificate();

    /**
     * Returns the signed document: XML with exactly one XAdES signature, enveloped or enveloping, in a profile KSeF accepts.
     *
     * @throws dev.ksef.model.error.KsefSigningException if it cannot be signed
     */
    byte[] sign(AuthTokenRequest request);
}
