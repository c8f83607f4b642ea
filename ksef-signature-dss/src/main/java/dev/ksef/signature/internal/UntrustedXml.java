package dev.ksef.signature.internal;

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
            "The document is not well-formed XML, or has a document type or absurd nesting";

    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String DEEPEST = "jdk.xml.maxElementDepth";
    private static final String DEEPEST_ELEMENT = "100";

    private UntrustedXml() {}

    /**
     * Parses a document.
     *
     * @throws SAXException if it is refused for its form or its encoding
     */
    public static Document read(InputStream xml) throws SAXException {
        try {
            return builder().parse(xml);
        } catch (IOException encoding) {
            throw new SAXException("The encoding is unknown or broken", encoding);
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
