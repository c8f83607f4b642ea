package dev.ksef.adapter.jdbc;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.ContentFormat;
import dev.ksef.port.internal.content.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;

/** The numbers of content keys as they stand in the rows of these. */
final class KeyNumbers {

    private static final String PURPOSE = "number of a content key";

    private final Contents contents;

    KeyNumbers(Contents contents) {
        this.contents = contents;
    }

    static RowId rowId(ReferenceNumber reference) {
        return RowId.of(reference.value(), "content key", reference.value());
    }

    byte[] close(ReferenceNumber reference, RowId id) {
        return contents.close(new Format(), reference, "the number " + reference, PURPOSE, id.hex());
    }

    /** @throws KsefStorageException if the row was altered, or has the number of another one */
    ReferenceNumber open(byte[] sealed, byte[] id) {
        String row = HexFormat.of().formatHex(id);
        String what = "the number of the content key in the row " + row;
        ReferenceNumber found =
                contents.open(new Format(), sealed, what, PURPOSE, row).value();
        if (!rowId(found).hex().equals(row)) {
            throw new KsefStorageException(
                    "In the row " + row + " the number of another content key is stored; it was left as it is", null);
        }
        return found;
    }

    private static final class Format implements ContentFormat<ReferenceNumber> {

        @Override
        public byte[] write(ReferenceNumber value) {
            return TextFormat.bytes(value.value());
        }

        @Override
        public ReferenceNumber read(byte[] bytes) {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                return new ReferenceNumber(TextFormat.read(in));
            } catch (IOException | IllegalArgumentException undecipherable) {
                throw new KsefStorageException(
                        "The number of a content key was stored in a form that this version of the SDK does not know",
                        null);
            }
        }
    }
}
