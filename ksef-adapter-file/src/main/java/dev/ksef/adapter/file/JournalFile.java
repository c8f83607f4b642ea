package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.JournalRecordsFormat;
import dev.ksef.port.journal.JournalRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file of one key. It is written behind its end, or replaced as a whole. Every change is made alone, with the lock of
 * the file's group, and only to a file that is as whoever changes it left it.
 */
final class JournalFile<K> {

    private static final JournalRecordsFormat RECORDS = new JournalRecordsFormat();

    private final OpenStore store;
    private final StoreDirectory directory;
    private final JournalKind<K> kind;
    private final JournalFormat format;
    private final K key;
    private final EntryName entry;

    JournalFile(OpenStore store, JournalKind<K> kind, JournalFormat format, K key) {
        this.store = store;
        this.directory = store.directory();
        this.kind = kind;
        this.format = format;
        this.key = key;
        this.entry = kind.entry(key);
    }

    EntryName entry() {
        return entry;
    }

    /** Returns the records; none if there is no file. */
    List<JournalRecord> records() {
        return contents()
                .map(found -> found.contents().stream()
                        .skip(1)
                        .flatMap(part -> RECORDS.read(part).stream())
                        .toList())
                .orElse(List.of());
    }

    private Optional<JournalFormat.Contents> contents() {
        store.requireOpen();
        try {
            return read();
        } catch (UnreadableFileException maybeBeingWritten) {
            return store.locks().alone(entry.group(), this::readOrReported);
        }
    }

    /** Cuts off what was written in part, and returns where the file ends; empty if there is none. */
    Optional<JournalFormat.End> settled() {
        return store.locks().alone(entry.group(), () -> {
            Optional<JournalFormat.Contents> found = readOrReported();
            if (found.isPresent() && found.orElseThrow().torn()) {
                store.run(
                        "cutting",
                        entry.fileName(),
                        () -> directory.cut(
                                entry.fileName(), found.orElseThrow().end().length()));
            }
            return found.map(JournalFormat.Contents::end);
        });
    }

    /**
     * Writes records behind the end. When this fails, the file is as it was, or must be settled.
     *
     * @return the new end
     */
    JournalFormat.End append(JournalFormat.End end, List<JournalRecord> records) throws IOException {
        JournalFormat.End last = end;
        for (byte[] part : parts(records)) {
            JournalFormat.Written frame = format.frame(entry, last, part);
            directory.append(entry.fileName(), last.length(), frame.bytes());
            last = frame.end();
        }
        return last;
    }

    /** Cuts off what is behind an end. */
    void cut(JournalFormat.End end) throws IOException {
        directory.cut(entry.fileName(), end.length());
    }

    /** Writes a file with these records, in the place of an earlier one, and returns its end. */
    JournalFormat.End put(List<JournalRecord> records) throws IOException {
        JournalFormat.Written file = format.file(entry, kind.write(key), parts(records));
        store.put(entry.fileName(), file.bytes());
        return file.end();
    }

    void delete() throws IOException {
        directory.delete(entry.fileName());
    }

    /** Tells whether the file ends as told. */
    boolean endsAt(JournalFormat.End end) throws IOException {
        return directory
                .end(entry.fileName(), end.length(), end.tag().length)
                .filter(found -> Arrays.equals(found, end.tag()))
                .isPresent();
    }

    boolean exists() {
        return directory.exists(entry.fileName());
    }

    KsefStorageException failed(String what, IOException failure) {
        return store.failed(what, entry.fileName(), failure);
    }

    private List<byte[]> parts(List<JournalRecord> records) {
        List<byte[]> parts = RECORDS.write(records);
        for (byte[] part : parts) {
            if (part.length > JournalFormat.LARGEST_CONTENT_BYTES) {
                throw new KsefStorageException(
                        "With " + part.length + " bytes, a record of " + key + " is too large to be written", null);
            }
        }
        return parts;
    }

    private Optional<JournalFormat.Contents> read() throws UnreadableFileException {
        try {
            Optional<InputStream> file = directory.open(entry.fileName());
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream opened = buffered(file.orElseThrow())) {
                return Optional.of(format.read(entry, opened));
            }
        } catch (IOException failure) {
            throw failed("reading", failure);
        }
    }

    /** Called with the lock of the group, so that nobody writes the file meanwhile. */
    private Optional<JournalFormat.Contents> readOrReported() {
        try {
            return read();
        } catch (UnreadableFileException file) {
            throw reported(directory, kind, entry.fileName(), entry.toString(), file);
        }
    }

    /** Returns the key whose file has this name; empty if there is no such file. */
    static <K> Optional<K> key(OpenStore store, JournalKind<K> kind, JournalFormat format, String fileName) {
        try {
            Optional<InputStream> file = store.directory().open(fileName);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream opened = buffered(file.orElseThrow())) {
                K key = kind.read(format.key(opened));
                if (!kind.entry(key).fileName().equals(fileName)) {
                    throw UnreadableFileException.damaged(kind.whatOfAnother());
                }
                return Optional.of(key);
            }
        } catch (UnreadableFileException file) {
            throw reported(store.directory(), kind, fileName, kind.what(), file);
        } catch (IOException failure) {
            throw store.failed("reading", fileName, failure);
        }
    }

    /** A file that cannot be read stays: without it, what was done would be done again. */
    private static KsefStorageException reported(
            StoreDirectory directory, JournalKind<?> kind, String fileName, String what, UnreadableFileException file) {
        return new KsefStorageException(
                "The file " + directory.path(fileName) + " with " + what + " is " + file.reason()
                        + (file.mayBeReadable() ? "" : ": " + kind.remedy())
                        + ". The file was left as it is",
                null);
    }

    private static InputStream buffered(InputStream file) {
        return new BufferedInputStream(file, 1 << 16);
    }
}
