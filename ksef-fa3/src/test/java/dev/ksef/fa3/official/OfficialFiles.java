package dev.ksef.fa3.official;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
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
import javax.xml.validation.Validator;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The official schema and examples in the folder {@code shared} beside the project. Where it is missing, tests are skipped. */
public final class OfficialFiles {

    private static final String SCHEMA = "xsd/fa/schemat_FA(3)_v1-0E.xsd";

    private static Schema compiled;

    private OfficialFiles() {}

    /** The official schema. */
    public static Path schema() {
        return shared().resolve(SCHEMA);
    }

    /** The Ministry's examples. */
    public static List<Path> examples() {
        try (Stream<Path> files = Files.list(shared().resolve("invoices"))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Tells what the official schema says against a document, or returns an empty text. */
    public static String problem(byte[] document) {
        try {
            Validator validator = compiled().newValidator();
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
            return "";
        } catch (SAXException invalid) {
            return String.valueOf(invalid.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Path shared() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("shared").resolve(SCHEMA))) {
                return folder.resolve("shared");
            }
        }
        assumeTrue(false, "skipped: there is no folder shared with the official schemas beside the project");
        throw new AssertionError();
    }

    private static synchronized Schema compiled() {
        if (compiled == null) {
            try {
                // The JDK makes a state for each occurrence, which would take minutes and gigabytes.
                String text = Files.readString(schema()).replaceAll("maxOccurs=\"\\d{4,}\"", "maxOccurs=\"unbounded\"");
                SchemaFactory factory = SchemaFactory.newDefaultInstance();
                factory.setResourceResolver((type, namespace, publicId, systemId, base) -> base(systemId));
                compiled = factory.newSchema(new StreamSource(new StringReader(text)));
            } catch (IOException | SAXException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return compiled;
    }

    private static LSInput base(String location) {
        try {
            var inputs = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            LSInput input = inputs.createLSInput();
            String name = location.substring(location.lastIndexOf('/') + 1);
            input.setSystemId(name);
            input.setByteStream(
                    Files.newInputStream(schema().resolveSibling("bazowe").resolve(name)));
            return input;
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
