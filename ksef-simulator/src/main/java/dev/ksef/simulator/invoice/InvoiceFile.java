package dev.ksef.simulator.invoice;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks an invoice file before its XML is read: UTF-8 without a byte order mark, and no forbidden characters. */
final class InvoiceFile {

    private static final Pattern PROLOG_ENCODING =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private static final char FIRST_FORBIDDEN = 0x7F;

    private InvoiceFile() {}

    /**
     * Checks the bytes, and gives their text.
     *
     * @throws InvoiceRejection if the bytes break a rule
     */
    static CharBuffer check(byte[] xml) {
        if (xml.length >= 3 && xml[0] == (byte) 0xEF && xml[1] == (byte) 0xBB && xml[2] == (byte) 0xBF) {
            throw InvoiceRejection.file("Plik zawiera znacznik BOM.");
        }
        CharBuffer text = utf8(xml);
        Matcher prolog = PROLOG_ENCODING.matcher(text);
        if (prolog.lookingAt() && !prolog.group(1).equalsIgnoreCase("UTF-8")) {
            throw InvoiceRejection.file("Deklarowane kodowanie pliku jest inne niż UTF-8.");
        }
        checkCharacters(text.array(), text.limit());
        return text;
    }

    /**
     * Refuses the code points that XML 1.0 allows and KSeF does not.
     *
     * @throws InvoiceRejection if the text has such a code point
     */
    static void checkCharacters(String text) {
        checkCharacters(text.toCharArray(), text.length());
    }

    private static void checkCharacters(char[] text, int end) {
        for (int i = 0; i < end; i++) {
            if (text[i] >= FIRST_FORBIDDEN && forbidden(Character.codePointAt(text, i, end))) {
                throw InvoiceRejection.semantics("Dokument zawiera niedozwolone znaki.");
            }
        }
    }

    private static boolean forbidden(int codePoint) {
        boolean control = codePoint >= FIRST_FORBIDDEN && codePoint <= 0x9F && codePoint != 0x85;
        boolean nonCharacter = codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
        boolean endOfPlane = codePoint > 0xFFFF && (codePoint & 0xFFFE) == 0xFFFE;
        return control || nonCharacter || endOfPlane;
    }

    private static CharBuffer utf8(byte[] xml) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml));
        } catch (CharacterCodingException notUtf8) {
            throw InvoiceRejection.semantics("Plik nie jest zakodowany w UTF-8.");
        }
    }
}
