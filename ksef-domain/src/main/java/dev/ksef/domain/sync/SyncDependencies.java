package dev.ksef.domain.sync;

import dev.ksef.domain.export.Exports;
import dev.ksef.domain.internal.LeasedRecords;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.InstantSource;

/**
 * The objects that the chains of one context share.
 *
 * @param environment the name of the environment
 * @param clock KSeF's clock
 */
record SyncDependencies(
        String environment,
        ContextIdentifier context,
        Invoices invoices,
        Exports exports,
        RateLimits limits,
        SyncStateStore states,
        InstantSource clock,
        Time time,
        KsefListener listener) {

    /** Takes the lease of a chain, and waits for it until the deadline. */
    ChainLog lease(SubjectType subjectType, Deadline deadline) {
        var key = new SyncKey(environment, context, subjectType);
        LeasedRecords records =
                LeasedRecords.taken(() -> states.lease(key, deadline), "the state of " + key, time, deadline);
        boolean read = false;
        try {
            var log = new ChainLog(records, clock);
            read = true;
            return log;
        } finally {
            if (!read) {
                records.close();
            }
        }
    }
}
