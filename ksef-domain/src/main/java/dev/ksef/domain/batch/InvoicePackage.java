package dev.ksef.domain.batch;

import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.model.batch.BatchFile;
import dev.ksef.model.encryption.ContentKey;
import java.util.List;

/**
 * A package that is ready to be sent: encrypted parts in files that only their owner can read. Closing it removes them, and
 * overwrites the key.
 */
public final class InvoicePackage implements AutoCloseable {

    private final PackagePlan plan;
    private final BatchFile file;
    private final List<PackagePart> parts;
    private final ContentKey key;
    private final PrivateDirectory directory;

    InvoicePackage(
            PackagePlan plan, BatchFile file, List<PackagePart> parts, ContentKey key, PrivateDirectory directory) {
        this.plan = plan;
        this.file = file;
        this.parts = List.copyOf(parts);
        this.key = key;
        this.directory = directory;
    }

    /** Returns what it was made from. */
    public PackagePlan plan() {
        return plan;
    }

    /** Returns its declaration: sizes and hashes. */
    public BatchFile file() {
        return file;
    }

    /** Returns its encrypted parts, in their order. */
    public List<PackagePart> parts() {
        return parts;
    }

    /** Returns the key of all its parts, which ends with it. */
    public ContentKey key() {
        return key;
    }

    @Override
    public void close() {
        key.close();
        directory.close();
    }

    @Override
    public String toString() {
        return "InvoicePackage[" + plan.planned().size() + " invoices, " + parts.size() + " parts]";
    }
}
