package dev.ksef.model.upo;

import dev.ksef.model.Upo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A UPO as a stream of elements, of which no more than the current one is held. A document type is refused, nothing is
 * fetched, and neither depth nor long texts cost memory. Elements of other namespaces, signatures above all, are skipped
 * with all that hides in them.
 */
final class UpoXml implements AutoCloseable {

    /** Signatures have a depth of ten. */
    private static final int DEEPEST = 100;

    /** How deep below the root a UPO says something. */
    private static final int DEEPEST_TEXT = 3;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final XMLInputFactory XML = hardened();

    private final XMLStreamReader xml;
    private String namespace = "";

    UpoXml(Upo upo) throws XMLStreamException {
        if (hasDocumentType(upo)) {
            throw UpoReading.refused("it has a document type");
        }
        xml = XML.createXMLStreamReader(characters(upo.openStream()));
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw UpoReading.refused("its encoding is not UTF-8");
        }
    }

    private static boolean hasDocumentType(Upo upo) throws XMLStreamException {
        try (Reader characters = characters(upo.openStream())) {
            return new UpoProlog(characters).hasDocumentType();
        } catch (IOException broken) {
            throw new XMLStreamException(broken);
        }
    }

    /** UTF-8, as KSeF writes it. Broken bytes would make the JDK's parser print, so it gets characters. */
    private static Reader characters(InputStream bytes) throws XMLStreamException {
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var characters = new BufferedReader(new InputStreamReader(bytes, strict));
        try {
            characters.mark(1);
            if (characters.read() != BYTE_ORDER_MARK) {
                characters.reset();
            }
        } catch (IOException broken) {
            throw new XMLStreamException(broken);
        }
        return characters;
    }

    /** Name of the root element, at which the stream stands then. */
    String root() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and the like say nothing.
        }
        namespace = namespace();
        return xml.getLocalName();
    }

    /** Version of the structure, as its namespace tells it. */
    @Nullable
    String version() {
        String version = namespace.substring(namespace.lastIndexOf('/') + 1);
        return version.isEmpty() ? null : version;
    }

    /** Name of the next child of the root, at which the stream stands then; null at the root's end. */
    @Nullable
    String nextChild() throws XMLStreamException {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (isOfUpo()) {
                    return xml.getLocalName();
                }
                skip(1);
            }
        }
        return null;
    }

    /** Reads the current child of the root to its end; its own text is at the given place, the others below. */
    void read(String place, UpoTexts into) throws XMLStreamException {
        read(place, 1, into);
    }

    private void read(String place, int depth, UpoTexts into) throws XMLStreamException {
        var text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (isOfUpo() && depth < DEEPEST_TEXT) {
                    read(place + "/" + xml.getLocalName(), depth + 1, into);
                } else {
                    skip(depth + 1);
                }
            } else if (xml.hasText() && !isRemark(event) && !UpoTexts.isTooLong(text)) {
                text.append(xml.getText());
            }
        }
        into.put(place, text);
    }

    private void skip(int depth) throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
            if (depth + open > DEEPEST) {
                throw UpoReading.refused("its elements are nested deeper than " + DEEPEST);
            }
        }
    }

    /** What follows the root must be well-formed, too. */
    void readToEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            next();
        }
    }

    /** A comment must not cut a value in two: the signature does not cover comments. */
    private static boolean isRemark(int event) {
        return event == XMLStreamConstants.COMMENT || event == XMLStreamConstants.PROCESSING_INSTRUCTION;
    }

    /** The JDK's parser fails at reporting some of what is not well-formed. */
    private int next() throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException unreported) {
            throw new XMLStreamException("Not well-formed", xml.getLocation(), unreported);
        }
    }

    private boolean isOfUpo() {
        return namespace.equals(namespace());
    }

    private String namespace() {
        String of = xml.getNamespaceURI();
        return of == null ? "" : of;
    }

    @Override
    public void close() throws XMLStreamException {
        xml.close();
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // The JDK prints what it finds wrong where nobody else takes it.
        factory.setXMLReporter((message, type, information, place) -> {});
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Newer JDKs have a limit of their own, and call what exceeds it malformed; ours is told as what it is.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        return factory;
    }
}
