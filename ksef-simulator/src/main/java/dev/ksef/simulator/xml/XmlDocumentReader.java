package dev.ksef.simulator.xml;

import dev.ksef.simulator.wire.BadRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML of requests. Nothing outside the document is loaded. */
public final class XmlDocumentReader {

    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"'][^>]*\\?>");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private XmlDocumentReader() {}

    /**
     * Reads the document.
     *
     * @throws BadRequest 21217 if it is not UTF-8 or declares another encoding, 9101 if it has a document type, 21001 if it is not
     *     well-formed
     */
    public static Document read(byte[] xml) {
        String text = text(xml);
        Matcher declared = DECLARED.matcher(text);
        if (declared.lookingAt() && !declared.group(1).equalsIgnoreCase("UTF-8")) {
            throw XmlRefusals.invalidEncoding();
        }
        if (NamespaceLimit.isExceeded(xml)) {
            throw BadRequest.unreadable("The document declares too many namespaces.");
        }
        try {
            return parser().parse(new InputSource(new StringReader(text)));
        } catch (SAXException notWellFormed) {
            throw documentType(notWellFormed)
                    ? XmlRefusals.invalidDocument("Dokument zawiera definicję typu (DTD).")
                    : BadRequest.unreadable("The document is not well-formed" + place(notWellFormed) + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("A text can be read", impossible);
        }
    }

    /** Where it went wrong. The parser's message quotes the document. */
    private static String place(SAXException failure) {
        return failure instanceof SAXParseException at
                ? ": line " + at.getLineNumber() + ", column " + at.getColumnNumber()
                : "";
    }

    private static String text(byte[] xml) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw XmlRefusals.invalidEncoding();
        }
    }

    /** Whether a document type is what the parser refused. Its message names the feature in every language. */
    private static boolean documentType(SAXException failure) {
        return String.valueOf(failure.getMessage()).contains(NO_DOCUMENT_TYPE);
    }

    /** A new parser for each document, since parsers are not thread-safe. */
    private static DocumentBuilder parser() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        // The JDK's signatures pass over CDATA sections in Base64, and whoever reads the text does not.
        factory.setCoalescing(true);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCUMENT_TYPE, true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new Strict());
            return parser;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's XML parser can be configured", impossible);
        }
    }

    /** Throws on every error. Without a handler the parser would write to standard error. */
    private static final class Strict extends DefaultHandler {

        @Override
        public void error(SAXParseException invalid) throws SAXException {
            throw invalid;
        }

        @Override
        public void fatalError(SAXParseException notWellFormed) throws SAXException {
            throw notWellFormed;
        }
    }
}
