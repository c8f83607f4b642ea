package dev.ksef.simulator.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** Finds imported schemas in a folder by file name, and never on the network. */
final class SchemaFolder implements LSResourceResolver {

    private final Map<String, Path> files;

    SchemaFolder(Map<String, Path> files) {
        this.files = files;
    }

    @Override
    public @Nullable LSInput resolveResource(
            String type,
            @Nullable String namespace,
            @Nullable String publicId,
            @Nullable String systemId,
            @Nullable String baseUri) {
        if (systemId == null) {
            return null;
        }
        Path file = files.get(systemId.substring(systemId.lastIndexOf('/') + 1));
        // Without an answer the JDK would go and look itself; it may only look at files.
        return file == null ? null : new FileInput(file);
    }

    /** A file as the parser expects it. Everything but stream and name is absent. */
    private record FileInput(Path file) implements LSInput {

        @Override
        public InputStream getByteStream() {
            try {
                return Files.newInputStream(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Cannot read " + file, unreadable);
            }
        }

        @Override
        public String getSystemId() {
            return file.toUri().toString();
        }

        @Override
        public @Nullable Reader getCharacterStream() {
            return null;
        }

        @Override
        public @Nullable String getStringData() {
            return null;
        }

        @Override
        public @Nullable String getPublicId() {
            return null;
        }

        @Override
        public @Nullable String getBaseURI() {
            return null;
        }

        @Override
        public @Nullable String getEncoding() {
            return null;
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setByteStream(InputStream ignored) {
            throw readOnly();
        }

        @Override
        public void setSystemId(String ignored) {
            throw readOnly();
        }

        @Override
        public void setCharacterStream(Reader ignored) {
            throw readOnly();
        }

        @Override
        public void setStringData(String ignored) {
            throw readOnly();
        }

        @Override
        public void setPublicId(String ignored) {
            throw readOnly();
        }

        @Override
        public void setBaseURI(String ignored) {
            throw readOnly();
        }

        @Override
        public void setEncoding(String ignored) {
            throw readOnly();
        }

        @Override
        public void setCertifiedText(boolean ignored) {
            throw readOnly();
        }

        private static UnsupportedOperationException readOnly() {
            return new UnsupportedOperationException("A schema file is only read");
        }
    }
}
