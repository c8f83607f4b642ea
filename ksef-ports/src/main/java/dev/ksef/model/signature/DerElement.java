package dev.ksef.model.signature;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An element of DER, with a tag of one byte. Enough for distinguished names, which the JDK has checked already.
 *
 * <p>Source: ITU-T X.690.
 */
record DerElement(int tag, byte[] content) {

    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;
    private static final Charset UTF_32 = Charset.forName("UTF-32BE");

    /**
     * Reads one element.
     *
     * @throws IllegalArgumentException if it is none
     */
    static DerElement of(byte[] der) {
        return read(ByteBuffer.wrap(der));
    }

    private static DerElement read(ByteBuffer der) {
        require(der.remaining() >= 2);
        int tag = der.get() & 0xFF;
        int length = length(der);
        require(length <= der.remaining());
        byte[] content = new byte[length];
        der.get(content);
        return new DerElement(tag, content);
    }

    private static int length(ByteBuffer der) {
        int first = der.get() & 0xFF;
        if (first < LONG_LENGTH) {
            return first;
        }
        int bytes = first - LONG_LENGTH;
        require(bytes > 0 && bytes <= MOST_LENGTH_BYTES && bytes <= der.remaining());
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | der.get() & 0xFF;
        }
        return length;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("No DER");
        }
    }

    /** Returns the elements in a constructed one. */
    List<DerElement> children() {
        List<DerElement> children = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            children.add(read(rest));
        }
        return children;
    }

    String hex() {
        return HexFormat.of().formatHex(content);
    }

    /** Returns the text of a string type; empty for all others. TeletexString is Latin-1 wherever it is met today. */
    Optional<String> text() {
        return charset().map(charset -> new String(content, charset));
    }

    private Optional<Charset> charset() {
        return switch (tag) {
            // UTF8String, NumericString, PrintableString, IA5String, VisibleString
            case 0x0C, 0x12, 0x13, 0x16, 0x1A -> Optional.of(StandardCharsets.UTF_8);
            // TeletexString, VideotexString, GraphicString, GeneralString
            case 0x14, 0x15, 0x19, 0x1B -> Optional.of(StandardCharsets.ISO_8859_1);
            // UniversalString
            case 0x1C -> Optional.of(UTF_32);
            // BMPString
            case 0x1E -> Optional.of(StandardCharsets.UTF_16BE);
            default -> Optional.empty();
        };
    }

    /** Prints no bytes. */
    @Override
    public String toString() {
        return "DER of tag " + tag + ", " + content.length + " bytes";
    }
}
