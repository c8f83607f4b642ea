package dev.ksef.model.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes possible secrets from text from outside: tokens, signatures, queries of addresses (which hold the signatures of
 * signed links), and the text of invoices. Harmless text that looks like a secret, such as a hash, is removed too. Identifiers
 * of KSeF and of its traces stay.
 */
public final class Redaction {

    private static final String GONE = "[...]";
    private static final String CUT = "...";

    /**
     * Each takes time in proportion to the text, whatever the text is: none gives back what it has taken, and none looks twice at
     * a character from different beginnings, so that a run which is too short is passed over once.
     */
    private static final List<Rule> RULES = List.of(
            // An invoice or a piece of one, up to the end of the text: what follows is its content, in any quotation.
            new Rule(
                    "(?s)(?:<|&lt;|&#60;|&#[xX]3[cC];|\\\\u003[cC]|%(?:25){0,3}+3[cC])(?:[A-Za-z0-9_]{1,40}+(?::|%3[aA]))?+"
                            + "(?:Faktura|Podmiot|Naglowek|Fa[^A-Za-z]|FaWiersz|P_[0-9]).*+",
                    GONE),
            new Rule("(?i)\\b(bearer\\s{1,8})[^\\s\"'<>,;]++", "$1" + GONE),
            // JSON Web Tokens begin with an object in Base64. In front there may be an escaped character.
            new Rule(
                    "(?:(?<![A-Za-z])|(?<=\\\\[bfnrt]|\\\\u00[0-9A-Fa-f]{2}|%[0-9A-Fa-f]{2}))eyJ[A-Za-z0-9_.=-]{8,}+",
                    GONE),
            // A user and a password in an address.
            new Rule("(://)(?:[^\\s/@\"'<>]{0,200}+@){1,9}+", "$1" + GONE + "@"),
            new Rule("\\?[^\\s\"'<>=?]{1,200}+=[^\\s\"'<>]*+", "?" + GONE),
            // The same as part of an address or of JSON, where it is escaped.
            new Rule(
                    "(?i)(%(?:25){0,3}+3F|\\\\u003F)[^\\s\"'<>=?%\\\\]{1,200}+(?:=|%(?:25){0,3}+3D|\\\\u003D)[^\\s\"'<>]*+",
                    "$1" + GONE),
            new Rule(
                    "(?i)(?<![A-Za-z_])(sig|signature|token|accessToken|refreshToken|password|pin|skoid|sktid)"
                            + "(=|%(?:25){0,3}+3D|\\\\u003D)[^\\s\"'<>&;]++",
                    "$1$2" + GONE),
            // A KSeF token: reference number, context, secret.
            new Rule("(\\|[^|\\s]{1,64}+\\|)[0-9A-Za-z]{16,}+", "$1" + GONE),
            // Base64 of signatures and keys. Reference and trace numbers have hyphens
            // sooner.
            new Rule("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}+={0,2}+", GONE),
            new Rule("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{80,}+", GONE));

    private Redaction() {}

    private record Rule(Pattern secret, String replacement) {

        Rule(String secret, String replacement) {
            this(Pattern.compile(secret), replacement);
        }

        String applied(String text) {
            return secret.matcher(text).replaceAll(replacement);
        }
    }

    /**
     * Returns the text without secrets, cut to the given number of characters; never cut within a secret or a code point.
     *
     * @param mostCharacters at least 3
     */
    public static String of(String text, int mostCharacters) {
        String scrubbed = withoutSecrets(text);
        if (scrubbed.length() <= mostCharacters) {
            return scrubbed;
        }
        int end = mostCharacters - CUT.length();
        boolean splits = end > 0
                && Character.isHighSurrogate(scrubbed.charAt(end - 1))
                && Character.isLowSurrogate(scrubbed.charAt(end));
        return scrubbed.substring(0, splits ? end - 1 : end) + CUT;
    }

    /**
     * Returns the text without secrets, cut to the given number of bytes in UTF-8; never cut within a secret or a code point.
     *
     * @param mostBytes at least 3
     */
    public static String ofBytes(String text, int mostBytes) {
        String scrubbed = withoutSecrets(text);
        if (scrubbed.getBytes(UTF_8).length <= mostBytes) {
            return scrubbed;
        }
        CharBuffer whole = CharBuffer.wrap(scrubbed);
        UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(whole, ByteBuffer.allocate(mostBytes - CUT.length()), true);
        return scrubbed.substring(0, whole.position()) + CUT;
    }

    private static String withoutSecrets(String text) {
        String scrubbed = text;
        for (Rule rule : RULES) {
            scrubbed = rule.applied(scrubbed);
        }
        return scrubbed;
    }
}
