package dev.ksef.port.internal.content;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records as bytes, in version 1, one after the other: seconds and nanoseconds since 1970, type,
 * number of values, and each value after its name.
 */
public final class JournalRecordsFormat {

    /** So many bytes make a part: a frame of its own, which is on the disk before the next is written. */
    private static final int ENOUGH_BYTES = 1 << 20;

    /** Returns records as parts, in their order. Each record is in one part. */
    public List<byte[]> write(List<JournalRecord> records) {
        List<byte[]> parts = new ArrayList<>();
        var part = new ByteArrayOutputStream();
        for (JournalRecord each : records) {
            write(new DataOutputStream(part), each);
            if (part.size() >= ENOUGH_BYTES) {
                parts.add(part.toByteArray());
                part.reset();
            }
        }
        if (part.size() > 0) {
            parts.add(part.toByteArray());
        }
        return parts;
    }

    private static void write(DataOutputStream out, JournalRecord written) {
        try {
            out.writeLong(written.at().getEpochSecond());
            out.writeInt(written.at().getNano());
            TextFormat.write(out, written.type());
            out.writeInt(written.values().size());
            for (Map.Entry<String, String> value : written.values().entrySet()) {
                TextFormat.write(out, value.getKey());
                TextFormat.write(out, value.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Returns the records of a part. */
    public List<JournalRecord> read(byte[] part) {
        List<JournalRecord> records = new ArrayList<>();
        try (var in = new DataInputStream(new ByteArrayInputStream(part))) {
            while (in.available() > 0) {
                records.add(record(in));
            }
        } catch (IOException | DateTimeException undecipherable) {
            // The part was intact, so a newer version wrote it. The exception may quote a record.
            throw new KsefStorageException(
                    "There are records in a form that this version of the SDK does not know", null);
        }
        return records;
    }

    private static JournalRecord record(DataInputStream in) throws IOException {
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        String type = TextFormat.read(in);
        int size = in.readInt();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(TextFormat.read(in), TextFormat.read(in));
        }
        return new JournalRecord(at, type, values);
    }
}
