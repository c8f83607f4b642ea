package dev.ksef.simulator.batch;

import dev.ksef.simulator.batch.PackageProcessing.ClosedPackage;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionInvoices;
import dev.ksef.simulator.session.SessionRefusals;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.session.SignedUpoPage;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A batch session: the parts that came so far and, once it is closed, what became of them. */
final class SimulatedBatchSession extends SimulatedSession {

    private static final ProcessingStatus STARTED = ProcessingStatus.of(100, "Sesja wsadowa rozpoczęta");
    private static final ProcessingStatus PROCESSING = ProcessingStatus.of(150, "Trwa przetwarzanie");

    private final BatchDeclaration declared;
    private final @Nullable SymmetricKey key;
    private final Map<Integer, UploadedPart> parts = new HashMap<>();
    private Instant lastUploadAt;
    private @Nullable Instant closedByClient;
    private @Nullable ProcessedPackage processed;

    /**
     * Opens a session.
     *
     * @param key the key that its parts are encrypted with; null if it could not be decrypted, which shows only later
     * @param upoPages makes the UPO of the session, once it is processed
     */
    SimulatedBatchSession(
            SessionTerms terms,
            BatchDeclaration declared,
            @Nullable SymmetricKey key,
            Function<SimulatedSession, List<SignedUpoPage>> upoPages) {
        super(terms, upoPages);
        this.declared = declared;
        this.key = key;
        this.lastUploadAt = terms.openedAt();
    }

    BatchDeclaration declared() {
        return declared;
    }

    @Override
    protected boolean online() {
        return false;
    }

    @Override
    protected synchronized ProcessingStatus status(Instant now) {
        if (closedByClient == null) {
            return now.isBefore(terms().validUntil()) ? STARTED : TOO_LATE;
        }
        boolean over = !now.isBefore(closedByClient.plus(terms().processingDelay()));
        return over && processed != null ? processed.status() : PROCESSING;
    }

    @Override
    protected synchronized Optional<Instant> closedAt(Instant now) {
        if (closedByClient == null && !now.isBefore(terms().validUntil())) {
            return Optional.of(terms().validUntil());
        }
        return Optional.ofNullable(closedByClient);
    }

    @Override
    protected synchronized Instant updatedAt(Instant now) {
        if (closedByClient == null) {
            return closedAt(now).orElse(lastUploadAt);
        }
        Instant over = closedByClient.plus(terms().processingDelay());
        return now.isBefore(over) ? closedByClient : over;
    }

    /**
     * Keeps a part that came, in place of one that came before.
     *
     * @return whether the session still takes parts
     */
    synchronized boolean keep(int ordinalNumber, UploadedPart part, Instant now) {
        if (!takesParts(now)) {
            return false;
        }
        UploadedPart before = parts.put(ordinalNumber, part);
        if (before != null) {
            before.delete();
        }
        lastUploadAt = now;
        return true;
    }

    synchronized boolean takesParts(Instant now) {
        return status(now).code() == STARTED.code();
    }

    /**
     * Closes the session.
     *
     * @return what is to be processed
     * @throws BadRequest 21208 if its life is over, 21180 if it was closed before, 21205 if a part did not come, 21157 if one
     *     has another size than declared
     */
    synchronized ClosedPackage close(Instant now, @Nullable PlannedTrouble trouble) {
        ProcessingStatus status = status(now);
        if (closedByClient == null && status.failure()) {
            throw BatchRefusals.tooLate();
        }
        if (closedByClient != null) {
            throw SessionRefusals.sessionStatus("Status sesji " + status.code() + " uniemożliwia jej zamknięcie.");
        }
        List<UploadedPart> uploaded = requireParts();
        closedByClient = now;
        return new ClosedPackage(terms(), declared, key, uploaded, now, trouble);
    }

    private List<UploadedPart> requireParts() {
        List<DeclaredPart> missing = new ArrayList<>();
        List<DeclaredPart> others = new ArrayList<>();
        List<UploadedPart> uploaded = new ArrayList<>();
        for (DeclaredPart part : declared.parts()) {
            UploadedPart came = parts.get(part.ordinalNumber());
            if (came == null) {
                missing.add(part);
            } else if (came.size() != part.size()) {
                others.add(part);
            } else {
                uploaded.add(came);
            }
        }
        if (!missing.isEmpty()) {
            throw BatchRefusals.partsMissing(missing);
        }
        if (!others.isEmpty()) {
            throw BatchRefusals.partsOfOtherSizes(others);
        }
        return uploaded;
    }

    synchronized void processed(ProcessedPackage outcome) {
        processed = outcome;
    }

    /** The invoices show from the middle of the processing on. */
    @Override
    public synchronized SessionInvoices invoices(Instant now) {
        if (closedByClient == null || processed == null) {
            return new SessionInvoices();
        }
        Instant unpacked = closedByClient.plus(terms().processingDelay().dividedBy(2));
        return now.isBefore(unpacked) ? new SessionInvoices() : processed.invoices();
    }

    @Override
    public synchronized List<JudgedInvoice> accepted() {
        return processed == null ? List.of() : processed.invoices().accepted();
    }
}
