package dev.ksef.benchmarks.fa3;

import dev.ksef.model.InvoiceXml;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The official schema of FA(3) and its examples, in a folder {@code shared} beside the project. */
final class OfficialFiles {

    private static final String SCHEMA = "schemat_FA(3)_v1-0E.xsd";

    private OfficialFiles() {}

    /** The folder with the schema, for the pre-flight. */
    static Path schemas() {
        return shared().resolve("xsd/fa");
    }

    /** Returns the Ministry's examples. */
    static List<InvoiceXml> examples() {
        try (Stream<Path> files = Files.list(shared().resolve("invoices"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("FA3-official-example-"))
                    .sorted()
                    .map(InvoiceXml::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the schema as one compiles it for plain validation. */
    static Schema schema() {
        try {
            Path file = schemas().resolve(SCHEMA);
            // The JDK makes a state for each occurrence, which would take minutes and gigabytes.
            String text = Files.readString(file).replaceAll("maxOccurs=\"\\d{4,}\"", "maxOccurs=\"unbounded\"");
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> imported(file, systemId));
            return factory.newSchema(new StreamSource(new StringReader(text)));
        } catch (IOException | SAXException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static LSInput imported(Path file, String address) {
        try {
            String name = address.substring(address.lastIndexOf('/') + 1);
            var inputs = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            LSInput input = inputs.createLSInput();
            input.setSystemId(name);
            input.setByteStream(
                    Files.newInputStream(file.resolveSibling("bazowe").resolve(name)));
            return input;
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Path shared() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.isRegularFile(shared.resolve("xsd/fa").resolve(SCHEMA))) {
                return shared;
            }
        }
        throw new IllegalStateException("There is no folder shared with the official schemas beside the project: "
                + "it needs xsd/fa/" + SCHEMA + " with what it imports, and invoices/FA3-official-example-*.xml");
    }
}
