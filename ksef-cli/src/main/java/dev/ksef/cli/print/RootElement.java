package dev.ksef.cli.print;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Tells what an XML file is, by its first element. Nothing behind it is read, nor anything from outside. */
public final class RootElement {

    private RootElement() {}

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Returns the name without its prefix; empty if there is none, so that it is no XML. */
    public static String name(byte[] file) {
        try {
            XMLStreamReader xml = hardened().createXMLStreamReader(new ByteArrayInputStream(file));
            try {
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                        return xml.getLocalName();
                    }
                }
                return "";
            } finally {
                xml.close();
            }
        } catch (XMLStreamException noXml) {
            return "";
        }
    }
}
