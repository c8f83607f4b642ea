package dev.ksef.simulator.auth;

import dev.ksef.simulator.signature.CertificateSubject;
import org.jspecify.annotations.Nullable;

/**
 * What a client signed in with: a KSeF token, or a signed document.
 *
 * @param token the KSeF token, if it is a known one
 * @param subject the subject of the certificate that the document was signed with
 * @param documentHash SHA-256 of the signed document as it was received, in Base64
 */
public record SignInProof(
        SignInMethod method,
        @Nullable TaxpayerToken token,
        @Nullable CertificateSubject subject,
        @Nullable String documentHash) {

    public static SignInProof token(@Nullable TaxpayerToken token) {
        return new SignInProof(SignInMethod.TOKEN, token, null, null);
    }

    public static SignInProof signature(SignInMethod method, CertificateSubject subject, String documentHash) {
        return new SignInProof(method, null, subject, documentHash);
    }
}
