package dev.ksef.simulator.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class SaxParsersTest {

    private final SaxParsers parsers = new SaxParsers();

    @Test
    void documents_afterOneThatIsRefused_areReadAsBefore() throws Exception {
        assertThat(names("<a xmlns='one'><b/></a>")).containsExactly("one a", "one b");
        assertThatThrownBy(() -> names("<a xmlns='two'><b")).isInstanceOf(SAXException.class);
        assertThatThrownBy(() -> names("<!DOCTYPE a><a/>")).isInstanceOf(SAXException.class);
        assertThat(names("<?xml version='1.1'?><c/>"))
                .as("no namespace of a document before")
                .containsExactly(" c");
        assertThat(names("<x:a xmlns:x='one'/>")).containsExactly("one a");
    }

    @Test
    void document_readWhileAnotherIs_hasAParserOfItsOwn() throws Exception {
        List<String> inner = new ArrayList<>();
        parsers.parse("<outer><x/></outer>".getBytes(StandardCharsets.UTF_8), new DefaultHandler() {
            @Override
            public void startElement(String uri, String localName, String name, Attributes attributes) {
                try {
                    inner.addAll(names("<inner-of-" + localName + "/>"));
                } catch (SAXException | IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        });
        assertThat(inner).containsExactly(" inner-of-outer", " inner-of-x");
    }

    private List<String> names(String xml) throws SAXException, IOException {
        List<String> names = new ArrayList<>();
        parsers.parse(xml.getBytes(StandardCharsets.UTF_8), new DefaultHandler() {
            @Override
            public void startElement(String uri, String localName, String name, Attributes attributes) {
                names.add(uri + " " + localName);
            }

            @Override
            public void fatalError(SAXParseException notWellFormed) throws SAXException {
                throw notWellFormed;
            }
        });
        return names;
    }
}
