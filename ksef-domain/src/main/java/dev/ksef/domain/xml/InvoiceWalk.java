package dev.ksef.domain.xml;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One pass through the XML of an invoice, with nothing from outside of it and within limits. It throws nothing, whatever
 * it is given.
 */
public final class InvoiceWalk {

    /** The deepest element; those of the schemas stand ten deep. */
    public static final int DEEPEST = 200;

    /** The most elements: the largest invoice that fits into 3 000 000 bytes has fewer. */
    public static final int MOST_ELEMENTS = 500_000;

    /** The most attributes of one element. */
    public static final int MOST_ATTRIBUTES = 100;

    /** The most namespace declarations of one element. */
    public static final int MOST_DECLARATIONS = 100;

    private static final int LONGEST_TEXT = 4_096;

    private static final XMLInputFactory XML = hardened();

    private final InvoiceVisitor visitor;
    private final @Nullable FieldOutline[] open = new FieldOutline[DEEPEST + 1];
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int elements;
    private int fieldDepth;

    private InvoiceWalk(InvoiceVisitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Shows an invoice to a visitor, as far as it can be read, and all its bytes to a watch. Nothing behind a document
     * type is read, nor a file with an element that has too many namespace declarations: the JDK's parser is not safe
     * with them.
     */
    public static void through(byte[] bytes, Utf8Reader.@Nullable Watch watch, InvoiceVisitor visitor) {
        int documentType = XmlProlog.documentType(bytes);
        int crowd = documentType < 0 ? NamespaceDeclarations.tooMany(bytes, MOST_DECLARATIONS) : -1;
        try (var source = new Utf8Reader(bytes, watch)) {
            if (documentType >= 0) {
                visitor.documentType(documentType);
            } else if (crowd >= 0) {
                visitor.tooComplex(
                        new FilePositions(bytes).of(crowd),
                        "an element has more than " + MOST_DECLARATIONS + " namespace declarations");
            } else {
                parse(source, visitor);
            }
            if (watch != null) {
                source.drain();
            }
        }
    }

    private static void parse(Utf8Reader source, InvoiceVisitor visitor) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(source);
            try {
                new InvoiceWalk(visitor).walk(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notWellFormed) {
            visitor.malformed(place(notWellFormed.getLocation()));
        }
    }

    /** Where a reader stands. */
    public static FilePosition place(@Nullable Location location) {
        return location == null
                ? FilePosition.START
                : new FilePosition(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    private void walk(XMLStreamReader xml) throws XMLStreamException {
        visitor.start(xml);
        while (xml.hasNext()) {
            switch (next(xml)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!start(xml)) {
                        return;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (fieldDepth != 0) {
                        append(xml);
                    }
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> visitor.processingInstruction(xml);
                default -> {}
            }
        }
    }

    /** The JDK's parser fails at reporting some of what is not well-formed. */
    private static int next(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException unreported) {
            throw new XMLStreamException("Not well-formed", xml.getLocation(), unreported);
        }
    }

    /** Tells whether to go on. */
    private boolean start(XMLStreamReader xml) {
        if (depth == DEEPEST || ++elements > MOST_ELEMENTS || xml.getAttributeCount() > MOST_ATTRIBUTES) {
            visitor.tooComplex(place(xml.getLocation()), limit());
            return false;
        }
        FieldOutline here;
        if (depth == 0) {
            visitor.root(xml);
            here = FieldOutline.ofRoot(xml.getLocalName());
        } else {
            FieldOutline parent = open[depth];
            here = parent == null ? null : parent.child(xml.getLocalName());
        }
        open[++depth] = here;
        InvoiceField field = here == null ? null : here.field();
        // A field with elements in it has no value.
        fieldDepth = 0;
        if (field != null) {
            text.setLength(0);
            fieldDepth = field == InvoiceField.ATTACHMENT ? 0 : depth;
            visitor.begin(field, xml);
        }
        return true;
    }

    private String limit() {
        if (depth == DEEPEST) {
            return "elements stand more than " + DEEPEST + " deep";
        }
        return elements > MOST_ELEMENTS
                ? "there are more than " + MOST_ELEMENTS + " elements"
                : "an element has more than " + MOST_ATTRIBUTES + " attributes";
    }

    private void end() {
        if (depth == fieldDepth) {
            FieldOutline here = open[depth];
            InvoiceField field = here == null ? null : here.field();
            if (field != null) {
                visitor.value(field, text.toString());
            }
            fieldDepth = 0;
        }
        depth--;
    }

    private void append(XMLStreamReader xml) {
        int room = LONGEST_TEXT - text.length();
        if (room > 0) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // The JDK prints what it finds wrong where nobody else takes it.
        factory.setXMLReporter((message, type, information, place) -> {});
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Newer JDKs have tighter limits than ours, and call what exceeds them malformed.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        return factory;
    }
}
