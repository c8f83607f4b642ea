package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A session, interactive or batch: what lists, statuses and confirmations need of it. Thread-safe. */
public abstract class SimulatedSession {

    /** The code of a session that was cancelled. */
    static final int CANCELLED = 440;

    public static final ProcessingStatus KEY_NOT_DECRYPTED =
            ProcessingStatus.of(415, "Błąd odszyfrowania dostarczonego klucza");
    public static final ProcessingStatus NOTHING_SENT =
            ProcessingStatus.of(CANCELLED, "Sesja anulowana", "Nie przesłano faktur");
    public static final ProcessingStatus TOO_LATE =
            ProcessingStatus.of(CANCELLED, "Sesja anulowana", "Przekroczono czas wysyłki");
    public static final ProcessingStatus NO_VALID_INVOICE =
            ProcessingStatus.of(445, "Błąd weryfikacji, brak poprawnych faktur");

    private final SessionTerms terms;
    private final LazyValue<List<SignedUpoPage>> upoPages;

    /**
     * Begins a session.
     *
     * @param upoPages makes the UPO of the session, once it is processed
     */
    protected SimulatedSession(SessionTerms terms, Function<SimulatedSession, List<SignedUpoPage>> upoPages) {
        this.terms = terms;
        this.upoPages = new LazyValue<>(() -> upoPages.apply(this));
    }

    public final SessionTerms terms() {
        return terms;
    }

    /** Whether the session is interactive. */
    protected abstract boolean online();

    protected abstract ProcessingStatus status(Instant now);

    /** When the session was closed, by the client or because its life ended. */
    protected abstract Optional<Instant> closedAt(Instant now);

    /** When the session last changed: it was opened, sent to, closed or processed. */
    protected abstract Instant updatedAt(Instant now);

    /** The invoices that show by now. */
    public abstract SessionInvoices invoices(Instant now);

    /** The invoices that KSeF took, also those that do not show yet. */
    public abstract List<JudgedInvoice> accepted();

    /** How the session stands, as those see it who look from outside. */
    public final ProcessingStatus shownStatus(Instant now) {
        return status(now);
    }

    /** Whether the session is interactive, as those see it who look from outside. */
    public final boolean interactive() {
        return online();
    }

    /** Whether nothing about the session changes any more. */
    public final boolean ended(Instant now) {
        ProcessingStatus status = status(now);
        return status.success() || status.failure();
    }

    /** The pages of the UPO, if they were made already. */
    final List<SignedUpoPage> madeUpoPages() {
        return upoPages.made().orElse(List.of());
    }

    /** The pages of the UPO; none until the session was processed successfully. */
    public final List<SignedUpoPage> upoPages(Instant now) {
        return status(now).success() ? upoPages.get() : List.of();
    }
}
