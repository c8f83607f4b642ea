package dev.ksef.simulator.export;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A file in a package. Its content is read when it is written, since all of them together may be large. */
record PackageEntry(String name, long size, Supplier<byte[]> content) {

    /** The files of a package: the invoices, unless only their metadata are asked for, and the metadata. */
    static List<PackageEntry> of(List<StoredInvoice> invoices, boolean onlyMetadata) {
        List<PackageEntry> entries = new ArrayList<>();
        if (!onlyMetadata) {
            invoices.forEach(invoice ->
                    entries.add(new PackageEntry(invoice.ksefNumber() + ".xml", invoice.size(), invoice::xml)));
        }
        byte[] metadata = metadata(invoices);
        entries.add(new PackageEntry("_metadata.json", metadata.length, () -> metadata));
        return entries;
    }

    private static byte[] metadata(List<StoredInvoice> invoices) {
        ObjectNode metadata = JsonTrees.object();
        ArrayNode rows = metadata.putArray("invoices");
        invoices.forEach(invoice -> rows.add(invoice.json()));
        return JsonTrees.bytes(metadata);
    }
}
