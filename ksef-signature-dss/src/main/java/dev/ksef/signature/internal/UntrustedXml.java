package dev.ksef.signature.internal;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ksef.model.internal.NamespaceGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Parses XML from outside. A document type is refused before anything of it is read, nothing is fetched, and nesting that
 * would exhaust the stack is refused. The JDK's own parser is used, even if the class path has another one.
 */
public final class UntrustedXml {

    /** What is wrong with a document that {@link #read} refuses, for a finding. */
    public static final String REFUSED =
            "The document is not well-formed XML, or has a document type, absurd nesting or absurdly many namespaces";

    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String DEEPEST = "jdk.xml.maxElementDepth";
    private static final String DEEPEST_ELEMENT = "100";
    private static final String WIDEST = "jdk.xml.elementAttributeLimit";
    private static final String MOST_ATTRIBUTES = "200";
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private UntrustedXml() {}

    /**
     * Parses a document.
     *
     * @throws SAXException if it is refused for its form or its encoding
     */
    public static Document read(InputStream xml) throws SAXException {
        try {
            byte[] bytes = xml.readAllBytes();
            refuseCrowds(bytes);
            return builder().parse(new ByteArrayInputStream(bytes));
        } catch (IOException encoding) {
            throw new SAXException("The encoding is unknown or broken", encoding);
        }
    }

    /** The guard reads ASCII. UTF-16 is translated for it; an encoding without ASCII is used by nobody. */
    private static void refuseCrowds(byte[] bytes) throws SAXException {
        boolean wide = bytes.length > 1
                && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
        byte[] readable = wide ? new String(bytes, bytes[0] == '<' ? UTF_16LE : UTF_16).getBytes(UTF_8) : bytes;
        int begin = readable.length > 2 && readable[0] == (byte) 0xEF ? BYTE_ORDER_MARK_LENGTH : 0;
        if (readable.length <= begin || readable[begin] != '<' && readable[begin] > ' ' || readable[begin] < 0) {
            throw new SAXException("The document does not begin with markup");
        }
        if (NamespaceGuard.crowdedTag(readable) >= 0) {
            throw new SAXException("Too many namespace declarations");
        }
    }

    private static DocumentBuilder builder() {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setNamespaceAware(true);
            // Decoders of Base64 may skip CDATA sections, readers of the text do not: both must see the same.
            factory.setCoalescing(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCUMENT_TYPE, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute(DEEPEST, DEEPEST_ELEMENT);
            factory.setAttribute(WIDEST, MOST_ATTRIBUTES);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new StrictErrorHandler());
            return builder;
        } catch (ParserConfigurationException unknownFeature) {
            throw new IllegalStateException("The JDK's XML parser lacks a safety switch", unknownFeature);
        }
    }

    /** Throws. Without an error handler the parser prints to standard error. */
    private static final class StrictErrorHandler implements ErrorHandler {

        @Override
        public void warning(SAXParseException harmless) {
            // A warning does not affect well-formedness.
        }

        @Override
        public void error(SAXParseException broken) throws SAXException {
            throw broken;
        }

        @Override
        public void fatalError(SAXParseException broken) throws SAXException {
            throw broken;
        }
    }
}
