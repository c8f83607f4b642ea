package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a KSeF token may have been generated, but KSeF's answer was lost, and the secret with it. KSeF shows a secret once:
 * such a token cannot be used by anybody, and is to be revoked.
 */
public final class KsefTokenLostException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final List<ReferenceNumber> tokens;

    public KsefTokenLostException(String what, List<ReferenceNumber> tokens, @Nullable Throwable cause) {
        super(what + ". " + advice(tokens), cause);
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Returns the numbers of the tokens to revoke: those with that description and these rights that were generated meanwhile.
     * More than one if others generated such tokens, too. Empty if KSeF listed none when it was asked.
     */
    public List<ReferenceNumber> tokens() {
        return tokens;
    }

    private static String advice(List<ReferenceNumber> tokens) {
        if (tokens.isEmpty()) {
            return "KSeF lists no such token so far, so it may not exist. Generate another one; list those of that"
                    + " description later, and revoke the one whose secret nobody has";
        }
        String numbers = tokens.stream().map(ReferenceNumber::value).collect(Collectors.joining(", "));
        return tokens.size() == 1
                ? "The token exists, but its secret is lost, since KSeF shows it once: revoke token " + numbers
                        + ", and generate another one"
                : "KSeF lists tokens " + numbers
                        + " of that description, generated meanwhile. The secret of one is lost, since KSeF shows it"
                        + " once: revoke that one, and generate another one";
    }
}
