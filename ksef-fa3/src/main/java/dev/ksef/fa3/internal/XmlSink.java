package dev.ksef.fa3.internal;

import dev.ksef.fa3.field.Code;
import dev.ksef.fa3.field.DateTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A document that is being written, in UTF-8 and without any white space of its own. Every method throws an
 * {@link UncheckedIOException} if the stream fails.
 */
public final class XmlSink {

    private final XMLStreamWriter xml;

    private XmlSink(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Begins a document. The stream should have a buffer, and is not closed. */
    public static XmlSink open(OutputStream stream) {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            return new XmlSink(xml);
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Begins the root element, which declares the namespace of all elements. */
    public void root(String name, String namespace) {
        try {
            xml.writeStartElement(name);
            xml.writeDefaultNamespace(namespace);
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Begins an element. */
    public void start(String name) {
        try {
            xml.writeStartElement(name);
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Ends the element that was begun last. */
    public void end() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Ends the document. */
    public void close() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Writes an attribute of the element that was just begun. */
    public void attribute(String name, String value) {
        try {
            xml.writeAttribute(name, value);
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Writes text. */
    public void text(String text) {
        try {
            int from = 0;
            // The JDK's writer leaves a carriage return as it is, and every reader would make a line feed of it.
            for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
                xml.writeCharacters(text.substring(from, at));
                xml.writeEntityRef("#13");
                from = at + 1;
            }
            xml.writeCharacters(from == 0 ? text : text.substring(from));
        } catch (XMLStreamException unwritable) {
            throw failure(unwritable);
        }
    }

    /** Writes an element with a text. */
    public void value(String name, String text) {
        start(name);
        text(text);
        end();
    }

    /** Writes an element with a number. */
    public void value(String name, BigDecimal number) {
        value(name, number.toPlainString());
    }

    /** Writes an element with a number. */
    public void value(String name, BigInteger number) {
        value(name, number.toString());
    }

    /** Writes an element with a number. */
    public void value(String name, long number) {
        value(name, Long.toString(number));
    }

    /** Writes an element with a date. */
    public void value(String name, LocalDate date) {
        value(name, date.toString());
    }

    /** Writes an element with a date and time. */
    public void value(String name, DateTime time) {
        value(name, time.text());
    }

    /** Writes an element with a code. */
    public void value(String name, Code code) {
        value(name, code.text());
    }

    private static UncheckedIOException failure(XMLStreamException unwritable) {
        return new UncheckedIOException(
                unwritable.getNestedException() instanceof IOException cause
                        ? cause
                        : new IOException("The invoice cannot be written", unwritable));
    }
}
