package dev.ksef.port.internal.content;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Texts in what is stored: the length, then two bytes for each character. Every text is read as it was written. */
public final class TextFormat {

    private TextFormat() {}

    public static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = bytes(text);
        out.write(bytes);
        Arrays.fill(bytes, (byte) 0);
    }

    /** Returns texts as bytes, one after the other: other texts, or the same ones divided elsewhere, have other bytes. */
    public static byte[] bytes(String... texts) {
        int size = 0;
        for (String each : texts) {
            size += Integer.BYTES + Character.BYTES * each.length();
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (String each : texts) {
            bytes.putInt(each.length());
            for (int i = 0; i < each.length(); i++) {
                bytes.putChar(each.charAt(i));
            }
        }
        return bytes.array();
    }

    public static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Character.BYTES) {
            throw new IOException("A text is longer than what holds it");
        }
        byte[] bytes = new byte[Character.BYTES * length];
        in.readFully(bytes);
        String text = ByteBuffer.wrap(bytes).asCharBuffer().toString();
        Arrays.fill(bytes, (byte) 0);
        return text;
    }
}
