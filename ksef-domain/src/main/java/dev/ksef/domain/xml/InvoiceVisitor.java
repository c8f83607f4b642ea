package dev.ksef.domain.xml;

import javax.xml.stream.XMLStreamReader;

/** Is shown an invoice as it is read, in the order of the file. */
public interface InvoiceVisitor {

    /** The XML declaration, or that there is none. */
    default void start(XMLStreamReader xml) {}

    /** The root element. */
    default void root(XMLStreamReader xml) {}

    /** A field begins: its attributes can be read now. */
    default void begin(InvoiceField field, XMLStreamReader xml) {}

    /** A field ended that held nothing but this text, at most its first 4 096 characters, as it stands there. */
    void value(InvoiceField field, String text);

    /** A document type begins at this byte; nothing else is shown. */
    default void documentType(int offset) {}

    /** A processing instruction, which the reader stands behind. */
    default void processingInstruction(XMLStreamReader xml) {}

    /** The file cannot be read further from here on, since it is not well-formed. */
    default void malformed(FilePosition place) {}

    /** The file is not read further from here on, since no invoice is like this. */
    default void tooComplex(FilePosition place, String limit) {}
}
