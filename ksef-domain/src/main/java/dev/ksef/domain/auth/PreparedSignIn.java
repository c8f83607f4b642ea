package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.AuthTokenRequest;
import java.time.Instant;
import java.util.Objects;

/**
 * A sign-in that waits for a person's signature: in Profil Zaufany, with a card in another machine, in a desktop tool. It
 * consists of plain values, so that an application can keep it; {@link #of} restores it from its document.
 *
 * @param challenge the challenge it answers
 * @param context the context to act for
 * @param answerableUntil the end of the time in which KSeF accepts an answer, by the clock of this machine: 10 minutes from the
 *     challenge
 */
public record PreparedSignIn(
        String challenge, ContextIdentifier context, XadesOptions options, Instant answerableUntil) {

    public PreparedSignIn {
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(answerableUntil, "answerableUntil");
    }

    /**
     * Returns the sign-in that a document was prepared for, after a restart.
     *
     * @param document what {@link #document()} returned, unsigned
     * @param answerableUntil what {@link #answerableUntil()} returned
     * @throws IllegalArgumentException if any byte of the document was changed
     */
    public static PreparedSignIn of(byte[] document, Instant answerableUntil) {
        AuthTokenRequest request = AuthTokenRequest.ofXml(document);
        return new PreparedSignIn(request.challenge(), request.context(), XadesOptions.of(request), answerableUntil);
    }

    /**
     * The same sign-in, for which KSeF verifies the chain of the certificate in every environment. The document does not
     * say so.
     */
    public PreparedSignIn verifyingChain() {
        return new PreparedSignIn(challenge, context, options.verifyingChain(), answerableUntil);
    }

    /** Returns the request that is to be signed. */
    public AuthTokenRequest request() {
        return new AuthTokenRequest(
                challenge, context, options.subjectIdentifierType(), options.allowedIps(), options.version());
    }

    /** Returns the document that is to be signed. Not one byte of it may change. */
    public byte[] document() {
        return request().xml();
    }
}
