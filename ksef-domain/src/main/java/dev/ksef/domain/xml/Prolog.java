package dev.ksef.domain.xml;

import java.nio.charset.StandardCharsets;

/** Looks for a document type where one may stand: in front of the root element, behind comments and instructions. */
final class Prolog {

    private static final byte[] DOCUMENT_TYPE = ascii("<!DOCTYPE");
    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] COMMENT_END = ascii("-->");
    private static final byte[] INSTRUCTION = ascii("<?");
    private static final byte[] INSTRUCTION_END = ascii("?>");
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private Prolog() {}

    /** The byte where the document type begins; -1 where there is none. */
    static int documentType(byte[] bytes) {
        int at = bytes.length > 0 && bytes[0] == (byte) 0xEF ? BYTE_ORDER_MARK_LENGTH : 0;
        while (at < bytes.length) {
            if (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t') {
                at++;
            } else if (Bytes.standAt(at, COMMENT, bytes)) {
                at = Bytes.endOf(COMMENT_END, at + COMMENT.length, bytes);
            } else if (Bytes.standAt(at, INSTRUCTION, bytes)) {
                at = Bytes.endOf(INSTRUCTION_END, at + INSTRUCTION.length, bytes);
            } else {
                return Bytes.standAt(at, DOCUMENT_TYPE, bytes) ? at : -1;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
