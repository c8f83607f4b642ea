package dev.ksef.model;

/** A KSeF token: a secret that a taxpayer created for an application. Opaque; it may contain {@code |}. */
public final class KsefToken extends SecretText {

    private static final int LONGEST = 160;

    private KsefToken(String text) {
        super(text);
    }

    /**
     * Returns the token without white space at its ends, which copying often adds.
     *
     * @throws IllegalArgumentException if it is empty, or longer than KSeF's 160 characters
     */
    public static KsefToken of(String text) {
        String token = text.strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("The KSeF token is empty");
        }
        if (token.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A KSeF token has at most " + LONGEST + " characters, this one has " + token.length());
        }
        return new KsefToken(token);
    }
}
