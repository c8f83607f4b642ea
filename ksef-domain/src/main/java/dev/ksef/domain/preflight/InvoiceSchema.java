package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.FilePosition;
import dev.ksef.domain.xml.Utf8Reader;
import dev.ksef.model.finding.InvoiceRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.ls.DOMImplementationLS;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** One compiled schema, for many threads. */
final class InvoiceSchema {

    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final Schema schema;
    private final RepeatedElements counted;
    private final QuickValidation quick;

    private InvoiceSchema(Schema schema, RepeatedElements counted) {
        this.schema = schema;
        this.counted = counted;
        quick = new QuickValidation(schema);
    }

    /** Thrown if a schema cannot be compiled. */
    static final class NotCompiled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotCompiled(Path file, Exception reason) {
            super("the schema " + file.getFileName() + " cannot be compiled: " + reason.getMessage(), reason);
        }
    }

    /**
     * Compiles a schema with what it imports.
     *
     * @throws NotCompiled if it is broken, or something that it imports is missing
     */
    static InvoiceSchema compile(Path file, SchemaFiles files) {
        try {
            Document document = document(file);
            RepeatedElements counted = RepeatedElements.takenOutOf(document.getDocumentElement());
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setResourceResolver(files.resolver(
                    (DOMImplementationLS) document.getImplementation().getFeature("LS", "3.0")));
            Schema schema = factory.newSchema(
                    new DOMSource(document, file.toAbsolutePath().toUri().toString()));
            return new InvoiceSchema(schema, counted);
        } catch (SAXException | IOException | UncheckedIOException | ParserConfigurationException broken) {
            throw new NotCompiled(file, broken);
        }
    }

    /** Validates a well-formed invoice. Most conform, which is found out for less than where one does not. */
    void validate(byte[] invoice, FindingCollector findings) {
        if (RepeatedElements.mayBeTooMany(invoice) || !quick.passes(invoice)) {
            find(invoice, findings);
        }
    }

    private void find(byte[] invoice, FindingCollector findings) {
        try (var source = new Utf8Reader(invoice, null)) {
            var validation = new SchemaValidation(parser(), schema.newValidatorHandler(), counted, findings);
            validation.parse(new InputSource(source));
        } catch (SchemaValidation.Enough enough) {
            // There are as many findings as anybody wants.
            return;
        } catch (SAXException | IOException | ParserConfigurationException unexpected) {
            findings.add(InvoiceRule.SCHEMA, FilePosition.START, "the invoice could not be held against its schema");
        }
    }

    private static Document document(Path file) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(NO_DOCUMENT_TYPE, true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // Without a handler the JDK prints what it finds wrong.
        builder.setErrorHandler(new DefaultHandler());
        return builder.parse(new ByteArrayInputStream(SchemaFiles.read(file)));
    }

    private static XMLReader parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(NO_DOCUMENT_TYPE, true);
        return factory.newSAXParser().getXMLReader();
    }
}
