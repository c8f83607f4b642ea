package dev.ksef.adapter.file;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.error.KsefStorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A kind of files to which records are appended, each for one key. In version 1 of the files, a key is environment, kind and value
 * of the context, and a name.
 */
abstract class JournalKind<K> {

    private final String name;
    private final String letters;
    private final String what;
    private final String whatOfAnother;
    private final String remedy;

    /**
     * @param name ending of the files
     * @param letters with which a file begins, 8
     * @param what is in a file, such as {@code "the journal of a submission"}
     * @param whatOfAnother is in a file that has the name of another, such as {@code "the file of another submission"}
     * @param remedy what to do about a damaged file, as the end of a sentence
     */
    JournalKind(String name, String letters, String what, String whatOfAnother, String remedy) {
        this.name = name;
        this.letters = letters;
        this.what = what;
        this.whatOfAnother = whatOfAnother;
        this.remedy = remedy;
    }

    /** What a key consists of. */
    record Parts(String environment, ContextIdentifier context, String name) {}

    abstract Parts parts(K key);

    /** @throws IllegalArgumentException if no such name is known here */
    abstract K key(Parts parts);

    /** Returns what a file for the key holds, for messages. */
    abstract String description(K key);

    String name() {
        return name;
    }

    String letters() {
        return letters;
    }

    String what() {
        return what;
    }

    String whatOfAnother() {
        return whatOfAnother;
    }

    String remedy() {
        return remedy;
    }

    EntryName entry(K key) {
        Parts parts = parts(key);
        return EntryName.of(
                name,
                description(key),
                parts.environment(),
                parts.context().type().value(),
                parts.context().value(),
                parts.name());
    }

    byte[] write(K key) {
        Parts parts = parts(key);
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            TextFormat.write(out, parts.environment());
            TextFormat.write(out, parts.context().type().value());
            TextFormat.write(out, parts.context().value());
            TextFormat.write(out, parts.name());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    K read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return key(new Parts(
                    TextFormat.read(in),
                    context(ContextIdentifier.Type.named(TextFormat.read(in)), TextFormat.read(in)),
                    TextFormat.read(in)));
        } catch (IOException | IllegalArgumentException undecipherable) {
            // The file was intact, so a newer version wrote it.
            throw new KsefStorageException(
                    "A file with " + what + " has its name in a form that this version of the SDK does not know", null);
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
