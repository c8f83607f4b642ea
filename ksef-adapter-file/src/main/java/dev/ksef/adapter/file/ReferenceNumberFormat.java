package dev.ksef.adapter.file;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.internal.content.ContentFormat;
import dev.ksef.port.internal.content.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A reference number as bytes, in version 1 of the files: its text. */
final class ReferenceNumberFormat implements ContentFormat<ReferenceNumber> {

    @Override
    public byte[] write(ReferenceNumber number) {
        var bytes = new ByteArrayOutputStream();
        try {
            TextFormat.write(new DataOutputStream(bytes), number.value());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public ReferenceNumber read(byte[] bytes) {
        try {
            return new ReferenceNumber(TextFormat.read(new DataInputStream(new ByteArrayInputStream(bytes))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
