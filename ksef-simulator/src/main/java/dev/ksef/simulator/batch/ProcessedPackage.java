package dev.ksef.simulator.batch;

import dev.ksef.simulator.session.SessionInvoices;
import dev.ksef.simulator.wire.ProcessingStatus;

/** What became of a package: the status of its session, and its invoices. Nothing is added to them any more. */
record ProcessedPackage(ProcessingStatus status, SessionInvoices invoices) {

    /** A package that failed as a whole, before any invoice was looked at. */
    static ProcessedPackage failed(ProcessingStatus status) {
        return new ProcessedPackage(status, new SessionInvoices());
    }
}
