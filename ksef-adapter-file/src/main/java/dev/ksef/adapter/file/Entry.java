package dev.ksef.adapter.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of one entry: what messages call it, what it is bound to in its file, and where that file is. */
final class Entry {

    private static final int NAME_DIGITS = 64;

    private final String description;
    private final byte[] text;
    private final byte[] hash;
    private final String fileName;

    private Entry(String kind, String description, byte[] text) {
        this.description = description;
        this.text = text;
        this.hash = sha256(text);
        this.fileName = HexFormat.of().formatHex(hash) + "." + kind;
    }

    /**
     * The entry of a kind that is told from all others by these parts.
     *
     * @param kind ending of its file
     * @param description for messages, such as {@code "the content key of 2026..."}
     */
    static Entry of(String kind, String description, String... parts) {
        var text = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(text)) {
            Texts.write(out, kind);
            for (String part : parts) {
                Texts.write(out, part);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Entry(kind, description, text.toByteArray());
    }

    /** Whether a file of the given name would be an entry of this kind. */
    static boolean isFileName(String name, String kind) {
        return name.length() == NAME_DIGITS + 1 + kind.length()
                && name.endsWith("." + kind)
                && name.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** One of 256 groups by which savings wait for each other. */
    static int group(String fileName) {
        return HexFormat.fromHexDigits(fileName, 0, 2);
    }

    /** The name in full, for the seal. */
    byte[] text() {
        return text.clone();
    }

    /** 64 hexadecimal digits, a dot and the kind: tells nothing to whoever does not know the name already. */
    String fileName() {
        return fileName;
    }

    int group() {
        return group(fileName);
    }

    /** 64 bits of the hash: two entries that share them would wait for each other, and nothing worse. */
    long number() {
        return ByteBuffer.wrap(hash).getLong();
    }

    /** The name for messages. */
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
