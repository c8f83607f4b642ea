package dev.ksef.domain.xml;

import javax.xml.stream.XMLStreamReader;

/**
 * Shows an invoice to two visitors in one pass.
 *
 * @param first is shown everything before the other
 */
public record BothVisitors(InvoiceVisitor first, InvoiceVisitor second) implements InvoiceVisitor {

    @Override
    public void start(XMLStreamReader xml) {
        first.start(xml);
        second.start(xml);
    }

    @Override
    public void root(XMLStreamReader xml) {
        first.root(xml);
        second.root(xml);
    }

    @Override
    public void begin(InvoiceField field, XMLStreamReader xml) {
        first.begin(field, xml);
        second.begin(field, xml);
    }

    @Override
    public void value(InvoiceField field, String text) {
        first.value(field, text);
        second.value(field, text);
    }

    @Override
    public void documentType(int offset) {
        first.documentType(offset);
        second.documentType(offset);
    }

    @Override
    public void processingInstruction(XMLStreamReader xml) {
        first.processingInstruction(xml);
        second.processingInstruction(xml);
    }

    @Override
    public void malformed(FilePosition place) {
        first.malformed(place);
        second.malformed(place);
    }

    @Override
    public void tooComplex(FilePosition place, String limit) {
        first.tooComplex(place, limit);
        second.tooComplex(place, limit);
    }
}
