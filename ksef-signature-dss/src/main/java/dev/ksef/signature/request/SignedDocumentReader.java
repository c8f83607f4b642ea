package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.signature.internal.UntrustedXml;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Reads a document from its bytes: checks their number and their encoding, and parses the XML. */
final class SignedDocumentReader {

    /** A signed request has some kilobytes; with time stamps and revocation data, some hundred. */
    private static final int MOST_BYTES = 5_000_000;

    private static final int PROLOGUE_BYTES = 1000;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

    private SignedDocumentReader() {}

    /** Returns the document; null if it cannot be parsed, which then is reported. */
    static @Nullable Document read(byte[] bytes, SignatureDiagnosis diagnosis) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            diagnosis.add(
                    Cause.NOT_XML,
                    bytes.length == 0
                            ? "The document is empty"
                            : "The document has " + bytes.length + " bytes, and a signed request some thousand");
            return null;
        }
        return isReadable(bytes, diagnosis) ? parse(bytes, diagnosis) : null;
    }

    private static boolean isReadable(byte[] bytes, SignatureDiagnosis diagnosis) {
        if (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE)) {
            diagnosis.add(Cause.ENCODING, "The document is in UTF-16");
            return true;
        }
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            diagnosis.add(Cause.ENCODING, "The document begins with a byte order mark");
        }
        String declared = declared(bytes);
        if (!declared.equalsIgnoreCase("UTF-8")) {
            diagnosis.add(Cause.ENCODING, "The document declares the encoding " + declared + ", not UTF-8");
            return true;
        }
        if (!isUtf8(bytes)) {
            diagnosis.add(
                    Cause.ENCODING,
                    "The document says that it is in UTF-8, and its bytes are not: a tool wrote it in another encoding on"
                            + " the way, such as ISO-8859-2 or windows-1250");
            return false;
        }
        return true;
    }

    private static @Nullable Document parse(byte[] bytes, SignatureDiagnosis diagnosis) {
        try {
            return UntrustedXml.read(new ByteArrayInputStream(bytes));
        } catch (SAXException refused) {
            if (!diagnosis.has(Cause.ENCODING)) {
                diagnosis.add(Cause.NOT_XML, UntrustedXml.REFUSED);
            }
            return null;
        }
    }

    private static String declared(byte[] bytes) {
        int length = Math.min(bytes.length, PROLOGUE_BYTES);
        int from = begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        Matcher matcher = DECLARED.matcher(new String(bytes, from, length - from, StandardCharsets.ISO_8859_1));
        return matcher.find() ? matcher.group(1) : "UTF-8";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
