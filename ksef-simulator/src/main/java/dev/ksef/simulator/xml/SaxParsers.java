package dev.ksef.simulator.xml;

import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parsers that are kept for the next document, since making one takes as long as reading a small document. They load nothing from
 * outside, and refuse document types. Thread-safe.
 */
public final class SaxParsers {

    private final Queue<SAXParser> idle = new ConcurrentLinkedQueue<>();

    /** Parses a document in UTF-8, whatever it declares. */
    public void parse(byte[] xml, DefaultHandler handler) throws SAXException, IOException {
        InputSource source = new InputSource(new ByteArrayInputStream(xml));
        source.setEncoding("UTF-8");
        parse(source, handler);
    }

    /** Parses a document that was decoded, whatever it declares. */
    public void parse(CharBuffer xml, DefaultHandler handler) throws SAXException, IOException {
        parse(
                new InputSource(new CharArrayReader(xml.array(), xml.arrayOffset() + xml.position(), xml.remaining())),
                handler);
    }

    private void parse(InputSource source, DefaultHandler handler) throws SAXException, IOException {
        SAXParser kept = idle.poll();
        SAXParser parser = kept == null ? parser() : kept;
        parser.parse(source, handler);
        // One that failed is not kept: nobody promises in which state it is.
        idle.add(parser);
    }

    private static SAXParser parser() throws SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's XML parser can be configured", impossible);
        }
    }
}
