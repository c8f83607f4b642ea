package dev.ksef.adapter.jdbc;

import dev.ksef.port.internal.content.TextFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a row is kept by: a hash of what distinguishes it from all others, whatever characters that has.
 *
 * @param hex 64 digits
 * @param label tells administrators what it is: the store itself never reads it
 */
record RowId(String hex, String label) {

    private static final int LONGEST_LABEL = 200;
    /** What not every database takes. */
    private static final Pattern UNUSUAL = Pattern.compile("[^\\x20-\\x7e]");

    /** @param parts what distinguishes it from all others, the purpose first */
    static RowId of(String label, String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(TextFormat.bytes(parts));
            return new RowId(HexFormat.of().formatHex(hash), readable(label));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static String readable(String label) {
        String plain = UNUSUAL.matcher(label).replaceAll("?");
        return plain.length() <= LONGEST_LABEL ? plain : plain.substring(0, LONGEST_LABEL - 3) + "...";
    }

    @Override
    public String toString() {
        return hex;
    }
}
