package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.model.session.SessionInvoice;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a package, with what KSeF says of it.
 *
 * @param status null if the session does not list it, or not yet
 */
public record BatchInvoice(
        PackagedInvoice invoice, @Nullable SessionInvoice status) {

    public BatchInvoice {
        Objects.requireNonNull(invoice, "invoice");
    }

    /** Returns what KSeF says of it; empty if the session does not list it, or not yet. */
    public Optional<SessionInvoice> found() {
        return Optional.ofNullable(status);
    }
}
