package dev.ksef.pdf.print;

import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Sends elements without namespaces to a SAX handler. */
final class XmlEvents {

    private final ContentHandler handler;

    XmlEvents(ContentHandler handler) {
        this.handler = handler;
    }

    /** Starts an element with attributes, of which names and values follow each other. */
    void start(String name, String... attributes) throws SAXException {
        var given = new AttributesImpl();
        for (int i = 0; i < attributes.length; i += 2) {
            given.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
        }
        handler.startElement("", name, name, given);
    }

    void text(String text) throws SAXException {
        handler.characters(text.toCharArray(), 0, text.length());
    }

    void end(String name) throws SAXException {
        handler.endElement("", name, name);
    }

    void element(String name, String text) throws SAXException {
        start(name);
        text(text);
        end(name);
    }
}
