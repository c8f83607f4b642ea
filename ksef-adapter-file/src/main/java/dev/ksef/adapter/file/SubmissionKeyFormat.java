package dev.ksef.adapter.file;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.SubmissionKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The key of a submission as bytes, in version 1 of the files: environment, kind and value of the context, name. */
final class SubmissionKeyFormat implements ContentFormat<SubmissionKey> {

    @Override
    public byte[] write(SubmissionKey submission) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            TextFormat.write(out, submission.environment());
            TextFormat.write(out, submission.context().type().value());
            TextFormat.write(out, submission.context().value());
            TextFormat.write(out, submission.id().value());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public SubmissionKey read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new SubmissionKey(
                    TextFormat.read(in),
                    context(ContextIdentifier.Type.named(TextFormat.read(in)), TextFormat.read(in)),
                    SubmissionId.of(TextFormat.read(in)));
        } catch (IOException | IllegalArgumentException undecipherable) {
            // The file was intact, so a newer version wrote it.
            throw new KsefStorageException(
                    "A journal has a submission's name in a form that this version of the SDK does not know", null);
        }
    }

    /** Takes the value as it was written: whether it has the form of its kind is not for a store to judge. */
    private static ContextIdentifier context(ContextIdentifier.Type kind, String value) {
        return switch (kind) {
            case NIP -> new Nip(value);
            case INTERNAL_ID -> new InternalId(value);
            case NIP_VAT_UE -> new NipVatUe(value);
            case PEPPOL_ID -> new PeppolId(value);
        };
    }
}
