package dev.ksef.fa3.internal;

import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.field.UnreadableInvoiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A document, read from one end to the other. Knows where it is, so that errors tell. Document types are refused, and with them
 * entities of one's own; nothing is ever loaded from elsewhere. Every method throws an {@link UnreadableInvoiceException} where
 * the document is not what its reader expects.
 */
public final class XmlSource {

    /** The generated readers enter an element only if they know it, so that no document is deeper than the schema. */
    private static final int MOST_LEVELS = 32;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final List<String> ALLOWED_ANYWHERE = List.of("schemaLocation", "noNamespaceSchemaLocation", "type");

    private final XMLStreamReader xml;
    private final String namespace;

    /** The open elements from level 1 on, and at the level above them the last one that was closed. */
    private final String[] names = new String[MOST_LEVELS];

    private final int[] counts = new int[MOST_LEVELS];
    private final boolean[] repeated = new boolean[MOST_LEVELS];
    private int level;

    private XmlSource(XMLStreamReader xml, String namespace) {
        this.xml = xml;
        this.namespace = namespace;
        Arrays.fill(names, "");
    }

    /** Opens a document in UTF-8 all of whose elements are of this namespace. */
    public static XmlSource open(InputStream document, String namespace) {
        try {
            // The JDK's parser would print what it says of bytes that are no UTF-8.
            var utf8 = new PushbackReader(new InputStreamReader(document, StandardCharsets.UTF_8.newDecoder()));
            requireNoByteOrderMark(utf8);
            var source = new XmlSource(hardened().createXMLStreamReader(utf8), namespace);
            source.requireUtf8();
            return source;
        } catch (XMLStreamException | IOException malformed) {
            throw new UnreadableInvoiceException("/", "is not well-formed XML in UTF-8", -1, -1);
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLReporter((message, type, information, place) -> {});
        return factory;
    }

    private static void requireNoByteOrderMark(PushbackReader document) throws IOException {
        int first = document.read();
        if (first == BYTE_ORDER_MARK) {
            throw new UnreadableInvoiceException("/", "begins with a byte order mark, which KSeF refuses", 1, 1);
        }
        if (first >= 0) {
            document.unread(first);
        }
    }

    private void requireUtf8() {
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw unreadable("is not in UTF-8, as KSeF demands");
        }
    }

    /** Goes to the root element. */
    public void root(String name) {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.DTD) {
                throw unreadable("has a document type declaration, which is not allowed");
            }
            event = next();
        }
        String found = enter();
        if (!found.equals(name)) {
            throw unreadable("is not the root element of FA(3), which is " + name);
        }
    }

    /** Goes to the end of the document. */
    public void end() {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and the like.
        }
    }

    /** Goes to the next child of the open element and returns its name, or closes the element and returns null. */
    public @Nullable String child() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return enter();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    leave();
                    return null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!isWhiteSpace()) {
                        throw unreadable("has text where only elements are allowed");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unknownEntity();
                default -> {
                    // Comments, processing instructions and space.
                }
            }
        }
    }

    /**
     * Takes the child that was just entered at its place in the order of the schema.
     *
     * @param last the place of the child before it, -1 for none
     * @param place the place of this one
     * @param most how often it may occur
     * @return its place
     */
    public int take(int last, int place, int most) {
        repeated[level] = most > 1;
        if (place < last) {
            throw unreadable("comes too late: the schema has it before the element in front of it");
        }
        if (counts[level] > most) {
            throw unreadable("may be there " + (most == 1 ? "once" : "at most " + most + " times"));
        }
        return place;
    }

    /** Returns the error about the child that was just entered. */
    public UnreadableInvoiceException unexpected() {
        return unreadable("is not an element that the schema allows there");
    }

    /** Returns an error about a child that is missing in the element that was just closed. */
    public UnreadableInvoiceException missing(String name) {
        level++;
        return unreadable("has no " + name);
    }

    /** Refuses other attributes than these in the element that was just entered. */
    public void attributes(String... known) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String of = xml.getAttributeNamespace(i);
            boolean plain = of == null || of.isEmpty();
            boolean allowed = plain
                    ? Arrays.asList(known).contains(name)
                    : of.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI) && ALLOWED_ANYWHERE.contains(name);
            if (!allowed) {
                throw unreadable("has an attribute that the schema does not allow");
            }
        }
    }

    /** Reads a required attribute of the element that was just entered. */
    public <T> T attribute(String name, ValueType<T> type) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw unreadable("has no attribute " + name);
        }
        try {
            return type.parse(value);
        } catch (Mismatch mismatch) {
            throw new UnreadableInvoiceException(path() + "/@" + name, mismatch.problem(), line(), column());
        }
    }

    /** Reads the text of the element that was just entered, which may have no attributes, and closes it. */
    public <T> T value(ValueType<T> type) {
        attributes();
        return text(type);
    }

    /** Reads the text of the element that was just entered, and closes it. */
    public <T> T text(ValueType<T> type) {
        String text = text();
        try {
            T value = type.parse(text);
            leave();
            return value;
        } catch (Mismatch mismatch) {
            throw unreadable(mismatch.problem());
        }
    }

    /**
     * Makes a record of the element that was just closed.
     *
     * @param path what errors of the record call this element
     */
    public <T> T made(String path, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (InvalidFieldException invalid) {
            level++;
            String inside = invalid.path().substring(path.length());
            throw new UnreadableInvoiceException(path() + inside, invalid.problem(), line(), column());
        }
    }

    private String text() {
        String whole = "";
        StringBuilder parts = null;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (parts != null) {
                        parts.append(xml.getText());
                    } else if (whole.isEmpty()) {
                        whole = xml.getText();
                    } else {
                        parts = new StringBuilder(whole).append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return parts == null ? whole : parts.toString();
                }
                case XMLStreamConstants.START_ELEMENT -> throw unreadable("has an element where only text is allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unknownEntity();
                default -> {
                    // Comments and processing instructions.
                }
            }
        }
    }

    private int next() {
        try {
            return xml.next();
        } catch (XMLStreamException | RuntimeException malformed) {
            // Its message may show content. The JDK's parser fails at reporting some of what is not well-formed.
            throw unreadable("is not well-formed XML in UTF-8");
        }
    }

    private boolean isWhiteSpace() {
        char[] characters = xml.getTextCharacters();
        int end = xml.getTextStart() + xml.getTextLength();
        for (int i = xml.getTextStart(); i < end; i++) {
            if (characters[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private String enter() {
        String name = xml.getLocalName();
        level++;
        counts[level] = names[level].equals(name) ? counts[level] + 1 : 1;
        names[level] = name;
        names[level + 1] = "";
        repeated[level] = false;
        if (!namespace.equals(xml.getNamespaceURI())) {
            throw unreadable("is not of the namespace of FA(3), " + namespace);
        }
        return name;
    }

    private void leave() {
        level--;
    }

    private UnreadableInvoiceException unknownEntity() {
        return unreadable("has a reference to an entity that is not declared");
    }

    private UnreadableInvoiceException unreadable(String problem) {
        return new UnreadableInvoiceException(path(), problem, line(), column());
    }

    private String path() {
        if (level == 0) {
            return "/";
        }
        var path = new StringBuilder();
        for (int i = 1; i <= level; i++) {
            path.append('/').append(names[i]);
            if (repeated[i]) {
                path.append('[').append(counts[i]).append(']');
            }
        }
        return path.toString();
    }

    private int line() {
        Location place = xml.getLocation();
        return place == null ? -1 : place.getLineNumber();
    }

    private int column() {
        Location place = xml.getLocation();
        return place == null ? -1 : place.getColumnNumber();
    }
}
