package dev.ksef.simulator.invoice;

import dev.ksef.simulator.xml.NamespaceLimit;
import dev.ksef.simulator.xml.SaxParsers;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
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
        boolean attachment,
        List<ConcernedParty> parties) {

    private static final Pattern CHARACTER_REFERENCE = Pattern.compile("&#");

    /**
     * Reads the XML. Nothing outside the document is loaded.
     *
     * @throws InvoiceRejection if it is not well-formed, or has a document type or processing instructions
     */
    static InvoiceDocument read(byte[] xml, InvoiceStructure form, SaxParsers parsers) {
        return read(xml, form, true, facts -> parsers.parse(xml, facts));
    }

    /**
     * Reads the XML like {@link #read(byte[], InvoiceStructure, SaxParsers)}.
     *
     * @param text the text of the XML, which {@link InvoiceFile} has checked
     */
    static InvoiceDocument read(byte[] xml, CharBuffer text, InvoiceStructure form, SaxParsers parsers) {
        // Without character references, texts have no other characters than the file, which were checked.
        boolean references = CHARACTER_REFERENCE.matcher(text).find();
        return read(xml, form, references, facts -> parsers.parse(text, facts));
    }

    @FunctionalInterface
    private interface Parsing {
        void into(Facts facts) throws SAXException, IOException;
    }

    private static InvoiceDocument read(byte[] xml, InvoiceStructure form, boolean unchecked, Parsing parsing) {
        if (NamespaceLimit.isExceeded(xml)) {
            throw InvoiceRejection.semantics("Nieprawidłowy XML.");
        }
        Facts facts = new Facts(form, unchecked);
        try {
            parsing.into(facts);
        } catch (SAXException | IOException notWellFormed) {
            throw InvoiceRejection.semantics("Nieprawidłowy XML.");
        }
        return facts.document();
    }

    /** Collects the texts of the elements that hold facts. */
    private static final class Facts extends DefaultHandler {

        private static final Pattern SPACES = Pattern.compile("\\s+");

        private final InvoiceStructure form;
        private final boolean unchecked;
        private final Deque<FactPlace> places = new ArrayDeque<>();
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, String> formAttributes = new HashMap<>();
        private final List<ConcernedParty> parties = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String namespace;

        /** @param unchecked whether there may be characters that are forbidden */
        Facts(InvoiceStructure form, boolean unchecked) {
            this.form = form;
            this.unchecked = unchecked;
        }

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
            FactPlace outer = places.peekLast();
            if (outer == null) {
                namespace = uri;
                outer = form.places();
            }
            FactPlace place = outer.below(localName);
            places.addLast(place);
            text.setLength(0);
            for (int i = 0; i < attributes.getLength(); i++) {
                if (unchecked) {
                    InvoiceFile.checkCharacters(attributes.getValue(i));
                }
                if (InvoiceStructure.FORM_CODE.equals(place.fact())) {
                    formAttributes.put(attributes.getLocalName(i), attributes.getValue(i));
                }
            }
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            if (unchecked || places.getLast().fact() != null) {
                text.append(chars, start, length);
            }
        }

        @Override
        public void endElement(String uri, String localName, String qualifiedName) {
            if (unchecked) {
                InvoiceFile.checkCharacters(text.toString());
            }
            String fact = places.removeLast().fact();
            if (fact != null) {
                String value = SPACES.matcher(text.toString().strip()).replaceAll(" ");
                texts.putIfAbsent(fact, value);
                ConcernedParty.at(fact, value).ifPresent(parties::add);
            }
            text.setLength(0);
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
                    texts.containsKey(InvoiceStructure.ATTACHMENT),
                    List.copyOf(parties));
        }
    }
}
