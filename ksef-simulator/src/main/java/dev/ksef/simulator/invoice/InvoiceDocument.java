package dev.ksef.simulator.invoice;

import dev.ksef.simulator.xml.NamespaceLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The facts of an invoice that KSeF judges by. A fact that the document lacks is null. */
record InvoiceDocument(
        @Nullable String namespace,
        Map<String, String> formAttributes,
        @Nullable String formCode,
        @Nullable String sellerNip,
        @Nullable String issuerNip,
        @Nullable String issueDate,
        @Nullable String number,
        @Nullable String kind,
        boolean attachment) {

    /**
     * Reads the XML. Nothing outside the document is loaded.
     *
     * @throws InvoiceRejection if it is not well-formed, or has a document type or processing instructions
     */
    static InvoiceDocument read(byte[] xml, InvoiceStructure form) {
        if (NamespaceLimit.isExceeded(new String(xml, StandardCharsets.UTF_8))) {
            throw InvoiceRejection.semantics("Nieprawidłowy XML.");
        }
        Facts facts = new Facts(form);
        InputSource source = new InputSource(new ByteArrayInputStream(xml));
        source.setEncoding("UTF-8");
        try {
            parsers().newSAXParser().parse(source, facts);
        } catch (SAXException | IOException notWellFormed) {
            throw InvoiceRejection.semantics("Nieprawidłowy XML.");
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's XML parser can be configured", impossible);
        }
        return facts.document();
    }

    /** A new factory for each document, since factories are not thread-safe. */
    private static SAXParserFactory parsers() {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new IllegalStateException("The JDK's XML parser can be configured", impossible);
        }
        return factory;
    }

    /** Collects the texts of the elements that hold facts. */
    private static final class Facts extends DefaultHandler {

        private static final int DEEPEST_FACT = 4;

        private final InvoiceStructure form;
        private final Deque<String> path = new ArrayDeque<>();
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, String> formAttributes = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String namespace;

        Facts(InvoiceStructure form) {
            this.form = form;
        }

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
            if (path.isEmpty()) {
                namespace = uri;
            }
            path.addLast(pathOf(localName));
            text.setLength(0);
            for (int i = 0; i < attributes.getLength(); i++) {
                InvoiceFile.checkCharacters(attributes.getValue(i));
                if (path.getLast().equals(InvoiceStructure.FORM_CODE)) {
                    formAttributes.put(attributes.getLocalName(i), attributes.getValue(i));
                }
            }
        }

        /** The path of an element. Below the depth of the facts paths are not kept, since they would only grow. */
        private String pathOf(String localName) {
            if (path.isEmpty()) {
                return localName;
            }
            return path.size() >= DEEPEST_FACT ? "" : path.getLast() + "/" + localName;
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            text.append(chars, start, length);
        }

        @Override
        public void endElement(String uri, String localName, String qualifiedName) {
            InvoiceFile.checkCharacters(text);
            String place = path.removeLast();
            if (interesting(place)) {
                texts.putIfAbsent(place, text.toString().strip().replaceAll("\\s+", " "));
            }
            text.setLength(0);
        }

        private boolean interesting(String place) {
            return place.equals(InvoiceStructure.FORM_CODE)
                    || place.equals(InvoiceStructure.SELLER_NIP)
                    || place.equals(InvoiceStructure.ATTACHMENT)
                    || place.equals(form.issuerNipPath())
                    || place.equals(form.issueDatePath())
                    || place.equals(form.numberPath())
                    || place.equals(form.kindPath());
        }

        @Override
        public void processingInstruction(String target, String data) {
            throw InvoiceRejection.semantics("Dokument zawiera instrukcje przetwarzania.");
        }

        @Override
        public void fatalError(SAXParseException notWellFormed) throws SAXParseException {
            throw notWellFormed;
        }

        InvoiceDocument document() {
            return new InvoiceDocument(
                    namespace,
                    Map.copyOf(formAttributes),
                    texts.get(InvoiceStructure.FORM_CODE),
                    texts.get(InvoiceStructure.SELLER_NIP),
                    texts.get(form.issuerNipPath()),
                    texts.get(form.issueDatePath()),
                    texts.get(form.numberPath()),
                    texts.get(form.kindPath()),
                    texts.containsKey(InvoiceStructure.ATTACHMENT));
        }
    }
}
