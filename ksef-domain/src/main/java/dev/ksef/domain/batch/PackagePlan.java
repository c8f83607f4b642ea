package dev.ksef.domain.batch;

import dev.ksef.model.Sha256;
import dev.ksef.port.ContentSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The invoices of one package, read and checked, in their order. Nothing was compressed or sent yet. */
public final class PackagePlan {

    private final PackageOptions options;
    private final List<Planned> planned;
    private final List<LeftOutInvoice> leftOut;

    PackagePlan(PackageOptions options, List<Planned> planned, List<LeftOutInvoice> leftOut) {
        this.options = options;
        this.planned = List.copyOf(planned);
        this.leftOut = List.copyOf(leftOut);
    }

    /**
     * Returns a plan of invoices that were read and checked before.
     *
     * @param contents yields what an invoice is read from once more
     */
    public static PackagePlan of(
            PackageOptions options,
            Collection<PackagedInvoice> invoices,
            Function<PackagedInvoice, ContentSource> contents) {
        return new PackagePlan(
                options,
                invoices.stream()
                        .map(invoice -> new Planned(invoice, contents.apply(invoice)))
                        .toList(),
                List.of());
    }

    /** Returns how the package is to be made. */
    public PackageOptions options() {
        return options;
    }

    /** Returns the invoices that go into the package. */
    public List<PackagedInvoice> invoices() {
        return planned.stream().map(Planned::invoice).toList();
    }

    /** Returns the invoices that are left out, since KSeF would refuse them. */
    public List<LeftOutInvoice> leftOut() {
        return leftOut;
    }

    /** Tells whether an invoice has an attachment, which not everybody may send. */
    public boolean hasAttachments() {
        return planned.stream().anyMatch(one -> one.invoice().facts().hasAttachment());
    }

    /** Returns the size of all invoices together before compression, in bytes. */
    public long plainBytes() {
        return planned.stream()
                .mapToLong(one -> one.invoice().facts().sizeBytes())
                .sum();
    }

    /**
     * Cuts the plan into as many as are needed, so that each fits into a package even if nothing of it can be compressed. What
     * is left out stays with the first.
     */
    public List<PackagePlan> split() {
        List<PackagePlan> plans = new ArrayList<>();
        List<Planned> group = new ArrayList<>();
        long bytes = 0;
        for (Planned one : planned) {
            long size = one.invoice().facts().sizeBytes() + OVERHEAD_BYTES;
            boolean full = group.size() == options.limits().mostInvoices()
                    || bytes + size > options.limits().mostBytes();
            if (full && !group.isEmpty()) {
                plans.add(part(group, plans.isEmpty()));
                group.clear();
                bytes = 0;
            }
            group.add(one);
            bytes += size;
        }
        plans.add(part(group, plans.isEmpty()));
        return plans;
    }

    private PackagePlan part(List<Planned> group, boolean first) {
        return new PackagePlan(options, group, first ? leftOut : List.of());
    }

    List<Planned> planned() {
        return planned;
    }

    /** More than an archive spends on the names and places of one file, and on what cannot be compressed. */
    private static final int OVERHEAD_BYTES = 2048;

    /** An invoice with what it is read from once more. */
    record Planned(PackagedInvoice invoice, ContentSource content) {

        Sha256 hash() {
            return invoice.facts().hash();
        }
    }
}
