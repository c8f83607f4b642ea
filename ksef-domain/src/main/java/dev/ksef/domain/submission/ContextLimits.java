package dev.ksef.domain.submission;

import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveContextLimits.SessionLimits;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How large invoices and packages of a context may be, as KSeF tells. Where it tells nothing, the usual limits hold.
 *
 * @param batch null where KSeF tells nothing
 */
record ContextLimits(@Nullable SessionLimits batch) {

    private static final int BYTES_PER_MEGABYTE = 1_000_000;

    /** Asks KSeF. Who may not ask has the usual limits. */
    static ContextLimits from(Supplier<EffectiveContextLimits> asked) {
        try {
            return new ContextLimits(asked.get().batchSession());
        } catch (KsefForbiddenException mayNotAsk) {
            return new ContextLimits(null);
        }
    }

    /** Returns the check with the sizes that this context may send. */
    PreFlight of(PreFlight preFlight) {
        Integer plain = batch == null ? null : batch.maxInvoiceSizeInMB();
        Integer attached = batch == null ? null : batch.maxInvoiceWithAttachmentSizeInMB();
        return plain == null || attached == null || plain < 1 || attached < 1
                ? preFlight
                : preFlight.limits(bytes(plain), bytes(attached));
    }

    /** Returns the limits of a package with no more invoices than this context may send in one. */
    PackageLimits of(PackageLimits limits) {
        Integer most = batch == null ? null : batch.maxInvoices();
        return most == null || most < 1 || most > limits.mostInvoices() ? limits : limits.withMostInvoices(most);
    }

    private static int bytes(int megabytes) {
        return Math.multiplyExact(Math.min(megabytes, 1000), BYTES_PER_MEGABYTE);
    }
}
