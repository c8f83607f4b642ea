package dev.ksef.simulator.session;

import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session of an earlier run. It had ended when the state was saved, so that nothing about it changes any more. */
final class EndedSession extends SimulatedSession {

    /**
     * How a session ended.
     *
     * @param closedAt null if it was never closed
     * @param updatedAt when it last changed
     */
    record Outcome(
            boolean online,
            ProcessingStatus status,
            @Nullable Instant closedAt,
            Instant updatedAt) {}

    private final Outcome outcome;
    private final SessionInvoices invoices;

    EndedSession(
            SessionTerms terms,
            Outcome outcome,
            SessionInvoices invoices,
            Function<SimulatedSession, List<SignedUpoPage>> upoPages) {
        super(terms, upoPages);
        this.outcome = outcome;
        this.invoices = invoices;
    }

    @Override
    protected boolean online() {
        return outcome.online();
    }

    @Override
    protected ProcessingStatus status(Instant now) {
        return outcome.status();
    }

    @Override
    protected Optional<Instant> closedAt(Instant now) {
        return Optional.ofNullable(outcome.closedAt());
    }

    @Override
    protected Instant updatedAt(Instant now) {
        return outcome.updatedAt();
    }

    @Override
    public SessionInvoices invoices(Instant now) {
        return invoices;
    }

    @Override
    public List<JudgedInvoice> accepted() {
        return invoices.accepted();
    }
}
