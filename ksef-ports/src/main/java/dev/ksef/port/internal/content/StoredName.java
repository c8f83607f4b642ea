package dev.ksef.port.internal.content;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.journal.SyncKey;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What an entry of a store is kept by, so that it can be read again.
 *
 * @param environment the name of the environment
 * @param context whose entry it is
 * @param name tells it from others of the same context
 */
public record StoredName(String environment, ContextIdentifier context, String name) {

    /** Returns the name of a submission. */
    public static StoredName of(SubmissionKey submission) {
        return new StoredName(
                submission.environment(), submission.context(), submission.id().value());
    }

    /** Returns the name of a chain of synchronisation. */
    public static StoredName of(SyncKey chain) {
        return new StoredName(
                chain.environment(), chain.context(), chain.subjectType().value());
    }

    /**
     * Returns the submission of this name.
     *
     * @throws IllegalArgumentException if no submission has such a name
     */
    public SubmissionKey submission() {
        return new SubmissionKey(environment, context, SubmissionId.of(name));
    }

    /**
     * Returns the chain of synchronisation of this name.
     *
     * @throws IllegalArgumentException if no chain has such a name
     */
    public SyncKey chain() {
        SubjectType type = Arrays.stream(SubjectType.values())
                .filter(each -> each.value().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A subject type that is not known here"));
        return new SyncKey(environment, context, type);
    }

    /** Returns the parts that distinguish it from all others. */
    public String[] parts() {
        return new String[] {environment, context.type().value(), context.value(), name};
    }

    /** Returns it as bytes. */
    public byte[] bytes() {
        return TextFormat.bytes(parts());
    }

    /**
     * Reads a name from its bytes.
     *
     * @throws IOException if they hold no name that is known here
     */
    public static StoredName read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new StoredName(
                    TextFormat.read(in),
                    context(ContextIdentifier.Type.named(TextFormat.read(in)), TextFormat.read(in)),
                    TextFormat.read(in));
        } catch (IllegalArgumentException undecipherable) {
            throw new IOException("A kind of context that is not known here", undecipherable);
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
