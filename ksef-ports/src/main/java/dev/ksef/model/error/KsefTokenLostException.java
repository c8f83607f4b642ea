package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a KSeF token may have been generated, but KSeF's answer was lost, and the secret with it. KSeF shows a secret once:
 * such a token cannot be used by anybody, and is to be revoked. KSeF does not tell which one it is, only which tokens are like
 * it.
 */
public final class KsefTokenLostException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final List<ReferenceNumber> tokens;

    /**
     * @param what what happened, for the sentence that this goes on with
     * @param tokens those like it that KSeF listed
     */
    public KsefTokenLostException(String what, List<ReferenceNumber> tokens, @Nullable Throwable cause) {
        this(what + advice(tokens), cause, tokens);
    }

    private KsefTokenLostException(String message, @Nullable Throwable cause, List<ReferenceNumber> tokens) {
        super(message, cause);
        this.tokens = List.copyOf(tokens);
    }

    /** Returns the exception for a token that KSeF could not be asked about, so that it is unknown whether it exists. */
    public static KsefTokenLostException unasked(String what, @Nullable Throwable cause) {
        return new KsefTokenLostException(
                what
                        + ", and KSeF could not be asked whether the token exists. List the tokens of that description before you"
                        + " generate another one, and revoke the one whose secret nobody has",
                cause,
                List.of());
    }

    /**
     * Returns the numbers of the tokens one of which may be the lost one: those with that description and these rights that
     * were generated at that time, and whose secret this client did not give out. Others may have generated such tokens, too:
     * revoke none whose secret somebody has. Empty if KSeF listed none, or could not be asked.
     */
    public List<ReferenceNumber> tokens() {
        return tokens;
    }

    private static String advice(List<ReferenceNumber> tokens) {
        if (tokens.isEmpty()) {
            return ". KSeF lists no such token so far, so it may not exist. Generate another one; list those of that"
                    + " description later, and revoke the one whose secret nobody has";
        }
        String numbers = tokens.stream().map(ReferenceNumber::value).collect(Collectors.joining(", "));
        return tokens.size() == 1
                ? ". A token like it was generated at that time: " + numbers
                        + "; revoke it unless somebody has its secret, which KSeF shows once, and generate another one"
                : ". Tokens like it were generated at that time: " + numbers
                        + "; revoke those whose secret, which KSeF shows once, nobody has, and generate another one";
    }
}
