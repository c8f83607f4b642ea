package dev.ksef.simulator.batch;

import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a package: the status of its session, and its invoices by reference number, in their order. */
record ProcessedPackage(ProcessingStatus status, Map<String, JudgedInvoice> invoices) {

    /** A package that failed as a whole, before any invoice was looked at. */
    static ProcessedPackage failed(ProcessingStatus status) {
        return new ProcessedPackage(status, Map.of());
    }

    static ProcessedPackage of(ProcessingStatus status, List<JudgedInvoice> invoices) {
        Map<String, JudgedInvoice> byReference = new LinkedHashMap<>();
        invoices.forEach(invoice -> byReference.put(invoice.referenceNumber(), invoice));
        return new ProcessedPackage(status, byReference);
    }
}
