package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.AuthTokenRequest;
import java.time.Instant;
import java.util.Objects;

/**
 * A sign-in that waits for somebody's signature: in Profil Zaufany, with a card in another machine, in a desktop tool. All
 * of it are plain values, to be kept where the application likes; {@link #of} makes it anew of the document alone.
 *
 * @param challenge the challenge it answers
 * @param context whom to act for
 * @param answerableUntil until when KSeF takes an answer, by the clock of this machine: 10 minutes from the challenge
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
     * The sign-in that a document was prepared for, after a restart.
     *
     * @param document what {@link #document()} returned, unsigned
     * @param answerableUntil what {@link #answerableUntil()} returned
     * @throws IllegalArgumentException if one byte of the document is another
     */
    public static PreparedSignIn of(byte[] document, Instant answerableUntil) {
        AuthTokenRequest request = AuthTokenRequest.ofXml(document);
        return new PreparedSignIn(request.challenge(), request.context(), XadesOptions.of(request), answerableUntil);
    }

    /** The same with KSeF verifying the chain of the certificate in every environment; the document does not tell it. */
    public PreparedSignIn verifyingChain() {
        return new PreparedSignIn(challenge, context, options.verifyingChain(), answerableUntil);
    }

    /** What is to be signed. */
    public AuthTokenRequest request() {
        return new AuthTokenRequest(
                challenge, context, options.subjectIdentifierType(), options.allowedIps(), options.version());
    }

    /** What is to be signed, in bytes of which not one may change. */
    public byte[] document() {
        return request().xml();
    }
}
