package dev.ksef.signature.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ksef.model.internal.NamespaceGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
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
    private static final String DEFERRED = "http://apache.org/xml/features/dom/defer-node-expansion";
    private static final String DEEPEST = "jdk.xml.maxElementDepth";
    private static final String DEEPEST_ELEMENT = "100";
    private static final String WIDEST = "jdk.xml.elementAttributeLimit";
    private static final String MOST_ATTRIBUTES = "200";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int LONGEST_DECLARATION = 1_000;
    private static final Pattern DECLARED =
            Pattern.compile("(?:\u00EF\u00BB\u00BF)?<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    private UntrustedXml() {}

    /**
     * Parses a document.
     *
     * @throws SAXException if it is refused for its form or its encoding
     */
    public static Document read(InputStream xml) throws SAXException {
        try {
            String characters = decoded(xml.readAllBytes());
            if (NamespaceGuard.crowdedTag(characters.getBytes(UTF_8)) >= 0) {
                throw new SAXException("Too many namespace declarations");
            }
            return builder().parse(new InputSource(new StringReader(characters)));
        } catch (IOException | IllegalArgumentException encoding) {
            throw new SAXException("The encoding is unknown or broken", new IOException(encoding));
        }
    }

    /**
     * Decodes the document, so that the guard and the parser see the same characters: the parser alone would change to the declared
     * encoding in the middle of the document.
     */
    private static String decoded(byte[] bytes) throws IOException {
        String characters = encoding(bytes)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return characters.startsWith(BYTE_ORDER_MARK) ? characters.substring(1) : characters;
    }

    private static Charset encoding(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF)) {
            return UTF_16;
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return UTF_16LE;
        }
        String beginning = new String(bytes, 0, Math.min(bytes.length, LONGEST_DECLARATION), ISO_8859_1);
        Matcher declared = DECLARED.matcher(beginning);
        return declared.lookingAt() ? Charset.forName(declared.group(1)) : UTF_8;
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
            // Every element is looked at, so none is made in two steps.
            factory.setFeature(DEFERRED, false);
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
