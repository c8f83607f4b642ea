package dev.ksef.domain.xml;

import java.nio.charset.StandardCharsets;

/** Looks for a document type where one may stand: in front of the root element, behind comments and instructions. */
public final class XmlProlog {

    private static final byte[] DOCUMENT_TYPE = ascii("<!DOCTYPE");
    /** White space, with the two line ends that only XML 1.1 has. */
    private static final byte[][] SPACES = {
        ascii(" "),
        ascii("\n"),
        ascii("\r"),
        ascii("\t"),
        {(byte) 0xC2, (byte) 0x85},
        {(byte) 0xE2, (byte) 0x80, (byte) 0xA8}
    };

    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private XmlProlog() {}

    /** Returns the byte where the document type begins; -1 where there is none. */
    public static int documentType(byte[] bytes) {
        int at = bytes.length > 0 && bytes[0] == (byte) 0xEF ? BYTE_ORDER_MARK_LENGTH : 0;
        for (int end = endOfRemark(at, bytes); end > at; end = endOfRemark(at, bytes)) {
            at = end;
        }
        return ByteSearch.standAt(at, DOCUMENT_TYPE, bytes) ? at : -1;
    }

    /** Behind the white space, comment or instruction here; the same place where there is none. */
    private static int endOfRemark(int at, byte[] bytes) {
        for (byte[] space : SPACES) {
            if (ByteSearch.standAt(at, space, bytes)) {
                return at + space.length;
            }
        }
        return Math.max(at, MarkupSections.endOfOneAt(at, bytes));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
