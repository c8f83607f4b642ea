package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.Utf8Reader;
import dev.ksef.domain.xml.XmlProlog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** The schema files below a folder, by their names. */
final class SchemaFiles {

    private final Map<String, List<Path>> byName = new HashMap<>();

    private SchemaFiles() {}

    /**
     * Looks for schema files.
     *
     * @throws IllegalArgumentException if it is no folder, or cannot be read
     */
    static SchemaFiles below(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder with schemas at " + folder);
        }
        var found = new SchemaFiles();
        try (Stream<Path> files = Files.walk(folder.toRealPath())) {
            files.filter(file -> file.toString().endsWith(".xsd") && Files.isRegularFile(file))
                    .sorted()
                    .forEach(file -> found.byName
                            .computeIfAbsent(file.getFileName().toString(), absent -> new ArrayList<>())
                            .add(file));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException("The schemas below " + folder + " cannot be read", unreadable);
        }
        return found;
    }

    /**
     * Returns the files by the namespace that each is for; of several for one namespace the first by path. What has a document
     * type or is no XML is for none.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    Map<String, Path> byTargetNamespace() {
        var byNamespace = new HashMap<String, Path>();
        byName.values().stream().flatMap(List::stream).sorted().forEach(file -> {
            String namespace = readTargetNamespace(file);
            if (namespace != null) {
                byNamespace.putIfAbsent(namespace, file);
            }
        });
        return byNamespace;
    }

    /**
     * Yields what a schema imports or includes by the name of its file, wherever the schema says that it is: the file
     * that shares most of its folders with the schema, the first by path of several. A file that is not there is an
     * {@link UncheckedIOException}: it is looked for nowhere else.
     */
    LSResourceResolver resolver(DOMImplementationLS inputs) {
        return (type, namespace, publicId, systemId, baseUri) -> {
            if (systemId == null) {
                return null;
            }
            Path file = nearest(systemId.substring(systemId.lastIndexOf('/') + 1), baseUri);
            LSInput input = inputs.createLSInput();
            input.setSystemId(file.toUri().toString());
            input.setByteStream(new ByteArrayInputStream(read(file)));
            return input;
        };
    }

    /** Returns the content of a schema file. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    private Path nearest(String name, @Nullable String baseUri) {
        List<Path> candidates = byName.getOrDefault(name, List.of());
        if (candidates.isEmpty()) {
            throw new UncheckedIOException(new IOException("the file " + name + " is not in the folder with schemas"));
        }
        Path schema = baseUri == null ? candidates.get(0) : Path.of(URI.create(baseUri));
        Path nearest = candidates.get(0);
        for (Path candidate : candidates) {
            nearest = shared(candidate, schema) > shared(nearest, schema) ? candidate : nearest;
        }
        return nearest;
    }

    /** How many folders two files have in common. */
    private static int shared(Path one, Path other) {
        int most = Math.min(one.getNameCount(), other.getNameCount());
        int shared = 0;
        while (shared < most && one.getName(shared).equals(other.getName(shared))) {
            shared++;
        }
        return shared;
    }

    private static @Nullable String readTargetNamespace(Path file) {
        try {
            return targetNamespace(read(file));
        } catch (UncheckedIOException unreadable) {
            throw new IllegalArgumentException("The schema " + file + " cannot be read", unreadable);
        }
    }

    private static @Nullable String targetNamespace(byte[] bytes) {
        if (XmlProlog.documentType(bytes) >= 0) {
            return null;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setXMLReporter((message, type, information, place) -> {});
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var source = new Utf8Reader(bytes, null)) {
            XMLStreamReader xml = factory.createXMLStreamReader(source);
            while (!xml.isStartElement()) {
                xml.next();
            }
            return xml.getAttributeValue(null, "targetNamespace");
        } catch (XMLStreamException | RuntimeException noSchema) {
            // The JDK's parser fails at reporting some of what is not well-formed.
            return null;
        }
    }
}
