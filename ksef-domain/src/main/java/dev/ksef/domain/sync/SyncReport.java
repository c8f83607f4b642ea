package dev.ksef.domain.sync;

import dev.ksef.model.ContextIdentifier;
import java.util.List;

/** What a run did for one taxpayer: a report of each part that it has on invoices. */
public record SyncReport(ContextIdentifier context, List<ChainReport> chains) {

    public SyncReport {
        chains = List.copyOf(chains);
    }

    /** Returns how many invoices the consumer took. */
    public long handedOut() {
        return chains.stream().mapToLong(ChainReport::handedOut).sum();
    }

    /** Tells whether nothing failed. */
    public boolean isComplete() {
        return chains.stream().allMatch(chain -> chain.failureOrNull() == null);
    }

    /**
     * Throws the first failure, if there is one.
     *
     * @throws RuntimeException what a chain failed with; failures of others are suppressed in it
     */
    public SyncReport orThrow() {
        List<RuntimeException> failures =
                chains.stream().flatMap(chain -> chain.failure().stream()).toList();
        if (failures.isEmpty()) {
            return this;
        }
        RuntimeException first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        throw first;
    }

    /** In one line, without the numbers of invoices. */
    @Override
    public String toString() {
        return "SyncReport[" + context + ", " + handedOut() + " invoices: " + chains + "]";
    }
}
