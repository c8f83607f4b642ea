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
 * Reads a UPO as a stream of elements and holds only the current one. A document type is refused, nothing is fetched, and
 * neither deep nesting nor long texts take memory. Elements of other namespaces, such as signatures, are skipped with all
 * their content.
 */
final class UpoXml implements AutoCloseable {

    /** The deepest nesting that is read. Signatures have a depth of ten. */
    private static final int DEEPEST = 100;

    /** The depth below the root of the deepest text in a UPO. */
    private static final int DEEPEST_TEXT = 3;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final XMLInputFactory XML = hardened();

    private final XMLStreamReader xml;
    private String namespace = "";

    UpoXml(Upo upo) throws XMLStreamException {
        if (hasDocumentType(upo)) {
            throw UpoParser.refused("it has a document type");
        }
        xml = XML.createXMLStreamReader(characters(upo.openStream()));
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw UpoParser.refused("its encoding is not UTF-8");
        }
    }

    private static boolean hasDocumentType(Upo upo) throws XMLStreamException {
        try (Reader characters = characters(upo.openStream())) {
            return new UpoProlog(characters).hasDocumentType();
        } catch (IOException broken) {
            throw new XMLStreamException(broken);
        }
    }

    /** Decodes UTF-8, which KSeF writes. The JDK's parser would print if it met broken bytes, so it gets characters. */
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

    /** Moves to the root element and returns its name. */
    String root() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and processing instructions are skipped.
        }
        namespace = namespace();
        return xml.getLocalName();
    }

    /** Returns the version of the structure, which is the last part of its namespace. */
    @Nullable
    String version() {
        String version = namespace.substring(namespace.lastIndexOf('/') + 1);
        return version.isEmpty() ? null : version;
    }

    /** Moves to the next child of the root and returns its name; null at the end of the root. */
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

    /** Reads the current child of the root to its end. Its own text gets the given path, texts inside it get paths below. */
    void read(String path, UpoTextValues into) throws XMLStreamException {
        read(path, 1, into);
    }

    private void read(String path, int depth, UpoTextValues into) throws XMLStreamException {
        var text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (isOfUpo() && depth < DEEPEST_TEXT) {
                    read(path + "/" + xml.getLocalName(), depth + 1, into);
                } else {
                    skip(depth + 1);
                }
            } else if (xml.hasText() && !isCommentOrInstruction(event) && !UpoTextValues.isTooLong(text)) {
                text.append(xml.getText());
            }
        }
        into.put(path, text);
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
                throw UpoParser.refused("its elements are nested deeper than " + DEEPEST);
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
    private static boolean isCommentOrInstruction(int event) {
        return event == XMLStreamConstants.COMMENT || event == XMLStreamConstants.PROCESSING_INSTRUCTION;
    }

    /** The JDK's parser throws other exceptions for some documents that are not well-formed. */
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
        // Without a reporter the JDK prints what it finds wrong.
        factory.setXMLReporter((message, type, information, place) -> {});
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Newer JDKs have a limit of their own, but report only that the document is malformed.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        return factory;
    }
}
