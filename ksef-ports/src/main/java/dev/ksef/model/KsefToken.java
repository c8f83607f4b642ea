package dev.ksef.model;

import java.util.regex.Pattern;

/** A KSeF token: a secret that a taxpayer created for an application. Opaque; it may contain {@code |}. */
public final class KsefToken extends SecretText {

    private static final int LONGEST = 160;

    private KsefToken(String text) {
        super(text);
    }

    /** Line ends, and characters without a width, such as the mark that begins a file. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\r\\n]+");

    /** No-break spaces, too, which {@link String#strip()} leaves. */
    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    /**
     * Returns the token without what copying often adds: white space of any kind at its ends, and line ends and invisible
     * characters anywhere.
     *
     * @throws IllegalArgumentException if it is empty, or longer than KSeF's 160 characters
     */
    public static KsefToken of(String text) {
        String token =
                BLANK_ENDS.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll("");
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
