package dev.ksef.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What a client showed to sign in: a KSeF token, or a signed document.
 *
 * @param token the KSeF token used, if it is one we know
 * @param subject whom the certificate names that the document was signed with
 * @param documentHash SHA-256 of the signed document as it came, in Base64
 */
record Proof(
        SignInMethod method,
        @Nullable TaxpayerToken token,
        @Nullable Subject subject,
        @Nullable String documentHash) {

    static Proof token(@Nullable TaxpayerToken token) {
        return new Proof(SignInMethod.TOKEN, token, null, null);
    }

    static Proof signature(SignInMethod method, Subject subject, String documentHash) {
        return new Proof(method, null, subject, documentHash);
    }
}
