package dev.ksef.port.signing;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.signature.SignerCertificate;

/**
 * Signs requests to sign in: an {@link AuthTokenRequest} in, the signed document out.
 *
 * <p>Apart from {@link Signer}, since what signs a whole document (Profil Zaufany, a desktop tool) need not be able to
 * sign anything else.
 *
 * <p><b>Threading:</b> safe for many threads.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefSigningException}. <b>Idempotence:</b> every call may be repeated.
 *
 * <p><b>Secrets:</b> as {@link Signer}. <b>Lifecycle:</b> whoever made it closes what it was made of.
 */
public interface XadesSigner {

    /** The certificate it signs with. */
    SignerCertificate certificate();

    /**
     * The signed document: XML with exactly one XAdES signature, enveloped or enveloping, in a profile KSeF accepts.
     *
     * @throws dev.ksef.model.error.KsefSigningException if it cannot be signed
     */
    byte[] sign(AuthTokenRequest request);
}
