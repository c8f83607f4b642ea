package dev.ksef.benchmarks.fa3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Writes a document by the JDK's streaming writer alone: all its names and texts are there already, and the factory is kept. */
final class BareWriting {

    private static final int BUFFER_BYTES = 8192;

    private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();
    private final List<Step> steps = new ArrayList<>();
    private final String namespace;

    /** One call of the writer; attributes are names and values in turns. */
    private record Step(int event, String text, List<String> attributes) {}

    private BareWriting(String namespace) {
        this.namespace = namespace;
    }

    /** @throws IllegalStateException if it would write other bytes than these */
    static BareWriting of(byte[] document) {
        try {
            XMLStreamReader xml =
                    XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(document));
            xml.nextTag();
            var writing = new BareWriting(xml.getNamespaceURI());
            for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
                writing.steps.add(step(event, xml));
            }
            if (!Arrays.equals(document, writing.write())) {
                throw new IllegalStateException("The baseline writes other bytes");
            }
            return writing;
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Step step(int event, XMLStreamReader xml) {
        List<String> attributes = new ArrayList<>();
        if (event == XMLStreamConstants.START_ELEMENT) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                attributes.add(xml.getAttributeLocalName(i));
                attributes.add(xml.getAttributeValue(i));
            }
        }
        String text = event == XMLStreamConstants.CHARACTERS ? xml.getText() : xml.getLocalName();
        return new Step(event, text, attributes);
    }

    byte[] write() throws XMLStreamException {
        var bytes = new ByteArrayOutputStream(BUFFER_BYTES);
        XMLStreamWriter xml = factory.createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        boolean root = true;
        for (Step step : steps) {
            switch (step.event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    xml.writeStartElement(step.text());
                    if (root) {
                        xml.writeDefaultNamespace(namespace);
                        root = false;
                    }
                    for (int i = 0; i < step.attributes().size(); i += 2) {
                        xml.writeAttribute(
                                step.attributes().get(i), step.attributes().get(i + 1));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> xml.writeEndElement();
                default -> xml.writeCharacters(step.text());
            }
        }
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }
}
