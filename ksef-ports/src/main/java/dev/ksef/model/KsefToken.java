package dev.ksef.model;

/** A KSeF token: the secret that a taxpayer made for an application. Opaque; it may contain {@code |}. */
public final class KsefToken extends SecretText {

    private static final int LONGEST = 160;

    private KsefToken(String text) {
        super(text);
    }

    /**
     * Returns the token, without the white space that copying tends to add at its ends.
     *
     * @throws IllegalArgumentException if it is empty, or longer than the 160 characters of KSeF
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
