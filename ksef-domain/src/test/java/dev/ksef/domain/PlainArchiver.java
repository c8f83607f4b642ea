package dev.ksef.domain;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** An archive of names and contents, one after the other, and nothing at the end. It passes for a ZIP. */
public final class PlainArchiver implements PackageArchiver {

    /** An archive of these files, which may have any name, also twice. */
    public static byte[] of(List<Map.Entry<String, byte[]>> files) {
        try (var bytes = new ByteArrayOutputStream();
                var into = new DataOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files) {
                into.writeUTF(file.getKey());
                into.writeInt(file.getValue().length);
                into.write(file.getValue());
            }
            into.writeUTF("");
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public CompressionType compressionType() {
        return CompressionType.ZIP;
    }

    @Override
    public void write(Iterator<ArchiveEntry> files, OutputStream into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
        try {
            var from = new DataInputStream(archive);
            for (String name = from.readUTF(); !name.isEmpty(); name = from.readUTF()) {
                byte[] content = from.readNBytes(from.readInt());
                taker.take(name, new ByteArrayInputStream(content));
            }
        } catch (IOException broken) {
            throw new KsefStorageException("The archive is incomplete", broken);
        }
    }
}
