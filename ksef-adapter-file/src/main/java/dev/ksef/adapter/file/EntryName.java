package dev.ksef.adapter.file;

import dev.ksef.port.internal.content.TextFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of one entry: for messages, for the binding of its content, and for its file. */
final class EntryName {

    private static final int NAME_DIGITS = 64;
    private static final String KINDS = "(tokens|key|number|journal|sync)";
    private static final Pattern OF_A_STORE =
            Pattern.compile("[0-9a-f]{64}\\." + KINDS + "(\\.tmp|\\.corrupt-[0-9]+)?|" + KINDS + "\\.(locks|presence)");

    private final String description;
    private final byte[] text;
    private final byte[] hash;
    private final String fileName;

    private EntryName(String kind, String description, byte[] text) {
        this.description = description;
        this.text = text;
        this.hash = sha256(text);
        this.fileName = HexFormat.of().formatHex(hash) + "." + kind;
    }

    /**
     * Creates a name from the parts that distinguish the entry from all others of its kind.
     *
     * @param kind ending of its file
     * @param description for messages, such as {@code "the content key of 2026..."}
     */
    static EntryName of(String kind, String description, String... parts) {
        byte[] ofItsKind = TextFormat.bytes(kind);
        byte[] own = TextFormat.bytes(parts);
        byte[] text = Arrays.copyOf(ofItsKind, ofItsKind.length + own.length);
        System.arraycopy(own, 0, text, ofItsKind.length, own.length);
        return new EntryName(kind, description, text);
    }

    /** Tells whether a file with this name is an entry of this kind. */
    static boolean isFileName(String name, String kind) {
        return name.length() == NAME_DIGITS + 1 + kind.length()
                && name.endsWith("." + kind)
                && name.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** Tells whether a store made the file with this name: an entry, one that was set aside, or locks. */
    static boolean isOfAStore(String name) {
        return OF_A_STORE.matcher(name).matches();
    }

    /** Returns the group of an entry, 0 to 255. Entries of one group are saved one after the other. */
    static int group(String fileName) {
        return HexFormat.fromHexDigits(fileName, 0, 2);
    }

    /** Returns the name in full, to which the content is bound. */
    byte[] text() {
        return text.clone();
    }

    /** Returns 64 hexadecimal digits, a dot and the kind. The digits are a hash, which reveals nothing of the name. */
    String fileName() {
        return fileName;
    }

    int group() {
        return group(fileName);
    }

    /** Returns 64 bits of the hash. Two entries that share them would wait for each other, and nothing worse. */
    long number() {
        return ByteBuffer.wrap(hash).getLong();
    }

    /** Returns the name for messages. */
    @Override
    public String toString() {
        return description;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
