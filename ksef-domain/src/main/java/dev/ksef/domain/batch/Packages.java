package dev.ksef.domain.batch;

import dev.ksef.domain.internal.InvoiceProgress;
import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.domain.preflight.CheckedInvoice;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.batch.BatchFile;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes packages of invoices for batch sessions. Memory stays flat: it holds what is known of each invoice, but only some of
 * their contents at a time.
 */
public final class Packages {

    private final CryptoEngine crypto;
    private final PreFlight preFlight;
    private final PackageArchiver archiver;
    private final InstantSource clock;
    private final KsefListener listener;

    /**
     * @param preFlight how each invoice is checked
     * @param clock KSeF's clock
     */
    public Packages(
            CryptoEngine crypto,
            PreFlight preFlight,
            PackageArchiver archiver,
            InstantSource clock,
            KsefListener listener) {
        this.crypto = crypto;
        this.preFlight = preFlight;
        this.archiver = archiver;
        this.clock = clock;
        this.listener = listener;
    }

    /** Returns the same packages, whose progress is told to another listener, too. */
    public Packages listening(KsefListener also) {
        return new Packages(crypto, preFlight, archiver, clock, ListenerGroup.of(List.of(listener, also)));
    }

    /**
     * Reads and checks all invoices of a package.
     *
     * @throws KsefInvalidPackageException if KSeF would refuse some of them, and these are not to be left out
     * @throws KsefStorageException if an invoice cannot be read
     * @throws KsefException if there is none, or none is good
     */
    public PackagePlan plan(Iterable<InvoiceSource> invoices, PackageOptions options) {
        Instant now = clock.instant();
        var destination = InvoiceDestination.batch(options.formCode(), now);
        List<PackagePlan.Planned> planned = new ArrayList<>();
        List<LeftOutInvoice> leftOut = new ArrayList<>();
        var progress = new InvoiceProgress("Checking", InvoiceProgress.size(invoices), 0, clock, listener);
        int index = 0;
        for (InvoiceSource source : invoices) {
            InvoiceXml xml = source.read();
            CheckedInvoice checked = preFlight.checkAndRead(xml, destination, crypto);
            PreFlightReport report = checked.report();
            report.warnings().forEach(warning -> listener.on(new KsefEvent.InvoiceWarning(warning)));
            if (report.isClear()) {
                var invoice = PackagedInvoice.of(index, source.name(), checked.facts());
                planned.add(new PackagePlan.Planned(invoice, source.content()));
            } else {
                leftOut.add(new LeftOutInvoice(index, source.name(), report.errors()));
            }
            index++;
            progress.done(xml.sizeBytes());
        }
        progress.end();
        refuseBad(leftOut, options, index);
        if (planned.isEmpty()) {
            throw new KsefException("There is no invoice to send" + (index == 0 ? "" : ": all of them were left out"));
        }
        return new PackagePlan(options, planned, leftOut);
    }

    private static void refuseBad(List<LeftOutInvoice> bad, PackageOptions options, int invoices) {
        if (bad.isEmpty() || options.badInvoices() == BadInvoices.LEAVE_OUT) {
            return;
        }
        Map<String, List<InvoiceFinding>> findings = new LinkedHashMap<>();
        for (LeftOutInvoice invoice : bad) {
            findings.merge(
                    "#" + (invoice.index() + 1) + " " + invoice.sourceName(), invoice.findings(), Packages::both);
        }
        throw new KsefInvalidPackageException(findings, invoices);
    }

    private static List<InvoiceFinding> both(List<InvoiceFinding> some, List<InvoiceFinding> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * Makes a package: archives, encrypts and hashes in one pass. The caller closes it.
     *
     * @throws KsefException if the plan has more invoices than fit into one package
     * @throws KsefStorageException if an invoice cannot be read or has changed, the disk is full, or the archive does not fit
     *     into one package; nothing is left behind
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted; nothing is left behind
     */
    public InvoicePackage make(PackagePlan plan) {
        try (ContentKey fresh = crypto.newContentKey()) {
            return make(plan, fresh);
        }
    }

    /**
     * Makes a package with a key of one's own, of which it works on a copy: the same invoices with the same key and limits give
     * the same parts on the same JDK. Otherwise as {@link #make(PackagePlan)}. A key is for one package: compare the {@linkplain
     * InvoicePackage#file() declaration} of one that is made again, and never send one that came out differently.
     */
    public InvoicePackage make(PackagePlan plan, ContentKey contentKey) {
        PackageLimits limits = plan.options().limits();
        if (plan.planned().size() > limits.mostInvoices()) {
            throw new KsefException(plan.planned().size() + " invoices do not fit into one package, which has at most "
                    + limits.mostInvoices() + ": split the plan");
        }
        ContentKey key = contentKey.copy();
        boolean made = false;
        try {
            InvoicePackage result = madeWith(plan, key);
            made = true;
            return result;
        } finally {
            if (!made) {
                key.close();
            }
        }
    }

    private InvoicePackage madeWith(PackagePlan plan, ContentKey key) {
        PrivateDirectory directory = PrivateDirectory.below(plan.options().directory());
        boolean made = false;
        try {
            InvoicePackage result = make(plan, key, directory);
            made = true;
            return result;
        } catch (IOException failed) {
            throw new KsefStorageException(
                    "The package cannot be made in " + directory + ": " + failed.getMessage(), failed);
        } finally {
            if (!made) {
                directory.close();
            }
        }
    }

    private InvoicePackage make(PackagePlan plan, ContentKey key, PrivateDirectory directory) throws IOException {
        refuseFullDisk(plan, directory);
        var parts = new PartsOutputStream(directory, plan.options().limits(), crypto, key);
        write(plan, parts);
        var file = BatchFile.of(
                parts.archiveBytes(),
                parts.archiveHash(),
                archiver.compressionType(),
                parts.parts().stream().map(PackagePart::declared).toList());
        return new InvoicePackage(plan, file, parts.parts(), key, directory);
    }

    /** An archiver does not know the invoices' names, nor why its stream failed: that is told here. */
    private void write(PackagePlan plan, PartsOutputStream parts) throws IOException {
        var unfit = new AtomicReference<@Nullable KsefStorageException>();
        var progress = new InvoiceProgress("Package", plan.planned().size(), plan.plainBytes(), clock, listener);
        try (parts) {
            archiver.write(
                    plan.planned().stream()
                            .map(one -> new ArchiveEntry(
                                    one.invoice().entryName(),
                                    new CheckedContent(one, crypto, counted(one, progress), unfit)))
                            .iterator(),
                    parts);
            progress.end();
        } catch (KsefStorageException failed) {
            KsefStorageException content = unfit.get();
            IOException part = parts.failure();
            if (content != null) {
                throw content;
            }
            if (part != null) {
                throw part;
            }
            throw failed;
        }
    }

    private static Runnable counted(PackagePlan.Planned one, InvoiceProgress progress) {
        var counted = new AtomicBoolean();
        return () -> {
            if (counted.compareAndSet(false, true)) {
                progress.done(one.invoice().facts().sizeBytes());
            }
        };
    }

    private void refuseFullDisk(PackagePlan plan, PrivateDirectory directory) throws IOException {
        long needed = plan.plainBytes() / highestCompression(archiver.compressionType());
        long free = directory.freeBytes();
        if (free < needed) {
            throw new KsefStorageException(
                    "The disk with " + directory + " has " + free + " bytes left, but the package needs at least "
                            + needed + ": free some, or name a folder on another disk",
                    null);
        }
    }

    /** How much larger than their archive invoices are at most: a ZIP compresses each for itself, a tar.gz all together. */
    private static int highestCompression(CompressionType type) {
        return switch (type) {
            case ZIP -> 10;
            case TAR_GZ -> 100;
        };
    }
}
