package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.LazyValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/**
 * The official schemas in a folder of the user. Each is compiled once, when the first invoice of its structure comes.
 * A schema that another one imports by its web address is taken from the same folder, by its file name.
 */
public final class OfficialSchemas {

    private static final OfficialSchemas NONE = new OfficialSchemas(Map.of());

    private final Map<InvoiceStructure, LazyValue<Validators>> schemas;

    private OfficialSchemas(Map<String, Path> files) {
        Map<InvoiceStructure, LazyValue<Validators>> found = new EnumMap<>(InvoiceStructure.class);
        for (InvoiceStructure form : InvoiceStructure.values()) {
            find(files, form)
                    .ifPresent(file -> found.put(form, new LazyValue<>(() -> new Validators(compile(file, files)))));
        }
        schemas = Map.copyOf(found);
    }

    public static OfficialSchemas none() {
        return NONE;
    }

    /**
     * Finds the schemas in a folder and all folders below it.
     *
     * @throws IllegalArgumentException if it is no folder, or none of the schemas is there
     */
    public static OfficialSchemas below(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("No folder with schemas: " + folder);
        }
        OfficialSchemas found = new OfficialSchemas(schemaFiles(folder));
        if (found.schemas.isEmpty()) {
            throw new IllegalArgumentException("No schema of an invoice below " + folder);
        }
        return found;
    }

    /**
     * Validates an invoice, if there is a schema of its structure.
     *
     * @throws InvoiceRejection if it does not conform
     */
    void validate(byte[] xml, InvoiceStructure form) {
        LazyValue<Validators> schema = schemas.get(form);
        if (schema == null) {
            return;
        }
        try {
            schema.get().validate(xml);
        } catch (SAXException invalid) {
            throw InvoiceRejection.semantics("Dokument jest niezgodny ze schematem: " + invalid.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory can be read", impossible);
        }
    }

    /** Validators of one schema, which are kept for the next invoice, since making one takes long. Thread-safe. */
    private record Validators(Schema schema, Queue<Validator> idle) {

        Validators(Schema schema) {
            this(schema, new ConcurrentLinkedQueue<>());
        }

        void validate(byte[] xml) throws SAXException, IOException {
            Validator kept = idle.poll();
            Validator validator = kept == null ? schema.newValidator() : kept;
            validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
            // One that refused an invoice is not kept: nobody promises in which state it is.
            idle.add(validator);
        }
    }

    private static Map<String, Path> schemaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, Path> byName = new HashMap<>();
            files.filter(file -> file.toString().endsWith(".xsd"))
                    .forEach(file -> byName.putIfAbsent(file.getFileName().toString(), file));
            return byName;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("Cannot read the schemas below " + folder, unreadable);
        }
    }

    private static Optional<Path> find(Map<String, Path> files, InvoiceStructure form) {
        return Stream.of(form.schemaName(), form.schemaName().replace("Schemat", "schemat"))
                .flatMap(name -> Optional.ofNullable(files.get(name)).stream())
                .findFirst();
    }

    /**
     * The schema with occurrence limits of a thousand and more replaced by {@code unbounded}. The JDK makes a state
     * for each occurrence, which would take minutes and gigabytes.
     */
    private static String withoutLargeCounts(String schema) {
        return schema.replaceAll("maxOccurs=\"\\d{4,}\"", "maxOccurs=\"unbounded\"");
    }

    private static Schema compile(Path file, Map<String, Path> files) {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        try {
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setResourceResolver(new SchemaFolder(files));
            return factory.newSchema(new StreamSource(
                    new StringReader(withoutLargeCounts(Files.readString(file))),
                    file.toUri().toString()));
        } catch (IOException | SAXException broken) {
            throw new IllegalStateException("Cannot compile " + file, broken);
        }
    }
}
