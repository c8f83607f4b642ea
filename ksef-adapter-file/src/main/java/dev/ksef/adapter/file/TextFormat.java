package dev.ksef.adapter.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Texts in files: the length, then two bytes for each character. Every text is read as it was written. */
final class TextFormat {

    private TextFormat() {}

    static void write(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / 2) {
            throw new IOException("A text is longer than what holds it");
        }
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }
}
