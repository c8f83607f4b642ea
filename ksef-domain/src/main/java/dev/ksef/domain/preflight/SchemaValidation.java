package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.FilePosition;
import dev.ksef.model.finding.InvoiceRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Passes an invoice from the parser to the validator, and turns the messages of the validator into findings. They name
 * elements and rules of the schema, and nothing that stands in the invoice.
 */
final class SchemaValidation extends XMLFilterImpl {

    private static final String EXPECTED = "One of '";
    private static final String FACET = "with respect to ";
    /** Codes of messages that tell, behind the value, what the schema asks for. */
    private static final Pattern TELLS_FACET =
            Pattern.compile("cvc-(pattern|enumeration|(min|max)?[lL]ength|(min|max)(In|Ex)clusive)-valid");

    private static final int LONGEST_NAME = 60;
    /** Codes of messages that repeat, for an element or attribute, what was said of its value. */
    private static final Set<String> ECHOES = Set.of("cvc-type.3.1.3", "cvc-attribute.3", "cvc-complex-type.2.2");

    private final RepeatedElements counted;
    private final FindingCollector findings;
    private final Deque<Open> open = new ArrayDeque<>();
    private FilePosition here = FilePosition.START;
    private @Nullable Locator locator;
    private @Nullable FilePosition told;

    SchemaValidation(XMLReader parser, ValidatorHandler validator, RepeatedElements counted, FindingCollector findings)
            throws SAXException {
        super(parser);
        this.counted = counted;
        this.findings = findings;
        // Otherwise it speaks the language of the machine, for English too: its English texts are those of no language.
        validator.setProperty("http://apache.org/xml/properties/locale", Locale.ROOT);
        validator.setErrorHandler(new Told());
        setContentHandler(validator);
    }

    /** Thrown when there are enough findings. */
    static final class Enough extends SAXException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * An element that is open.
     *
     * @param counted what is counted below it; null for nothing
     * @param counts how often it occurred so far
     */
    private record Open(String name, @Nullable RepeatedElements counted, Map<RepeatedElements, Integer> counts) {}

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes)
            throws SAXException {
        here = place(locator);
        Open parent = open.peek();
        RepeatedElements above = parent == null ? counted : parent.counted();
        RepeatedElements below = above == null ? null : above.child(localName);
        if (parent != null && below != null && parent.counts().merge(below, 1, Integer::sum) == below.max() + 1) {
            add(localName + " stands here more than " + below.max() + " times, which is the most");
        }
        open.push(new Open(localName, below, below == null ? Map.of() : new IdentityHashMap<>()));
        super.startElement(uri, localName, qualifiedName, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) throws SAXException {
        here = place(locator);
        super.endElement(uri, localName, qualifiedName);
        open.pop();
    }

    private void add(String message) throws SAXException {
        if (!findings.wants(InvoiceRule.SCHEMA)) {
            throw new Enough();
        }
        findings.add(InvoiceRule.SCHEMA, here, message);
    }

    private static FilePosition place(@Nullable Locator locator) {
        return locator == null
                ? FilePosition.START
                : new FilePosition(Math.max(1, locator.getLineNumber()), Math.max(1, locator.getColumnNumber()));
    }

    private String currentElement() {
        Open current = open.peek();
        String name = current == null ? "" : current.name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    /** Returns the validator's message without anything that the invoice holds. */
    private static String withoutContent(String message, String code) {
        int expected = message.lastIndexOf(EXPECTED);
        if (code.startsWith("cvc-complex-type.2.4.") && expected >= 0) {
            return code + ", expected is one of "
                    + message.substring(expected + EXPECTED.length() - 1)
                            .replaceAll("\"[^\"]*\":|'| is expected\\.", "");
        }
        int facet = message.lastIndexOf(FACET);
        return facet < 0 || !TELLS_FACET.matcher(code).matches() ? code : code + ", " + message.substring(facet);
    }

    /** Listens to the validator. */
    private final class Told implements ErrorHandler {

        @Override
        public void warning(SAXParseException ignored) {}

        @Override
        public void error(SAXParseException broken) throws SAXException {
            String message = String.valueOf(broken.getMessage());
            int colon = message.indexOf(':');
            String code = colon < 0 ? "invalid" : message.substring(0, colon);
            if (ECHOES.contains(code) && here.equals(told)) {
                return;
            }
            told = here;
            add("element " + currentElement() + " does not conform to the schema: " + withoutContent(message, code));
        }

        @Override
        public void fatalError(SAXParseException broken) throws SAXException {
            error(broken);
        }
    }
}
