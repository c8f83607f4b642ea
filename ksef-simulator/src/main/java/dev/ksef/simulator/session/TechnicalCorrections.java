package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.index.KeyedIndex;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers invoices by hash, to decide which of them a technical correction may replace. Thread-safe. */
public final class TechnicalCorrections {

    private record File(LoginContext context, Sha256Base64 hash) {}

    private final Map<LoginContext, KeyedIndex<Sha256Base64, JudgedInvoice>> sent = new HashMap<>();
    private final Set<File> corrected = new HashSet<>();

    /**
     * Requires that a technical correction may replace an invoice of this context.
     *
     * @throws BadRequest 21166 if a correction of it was taken, 21167 if it is not an offline invoice rejected for
     *     technical reasons, 21405 if it was never sent
     */
    synchronized void require(LoginContext context, Sha256Base64 hash, Instant now) {
        if (corrected.contains(new File(context, hash))) {
            throw SessionRefusals.correctionExists();
        }
        List<JudgedInvoice> attempts = sentBy(context).all(hash);
        if (attempts.isEmpty()) {
            throw BadRequest.invalidInput("'hashOfCorrectedInvoice' is not the hash of an invoice sent before.");
        }
        attempts.forEach(attempt -> requireCorrectable(attempt, now));
    }

    private static void requireCorrectable(JudgedInvoice attempt, Instant now) {
        ProcessingStatus status = attempt.status(now);
        if (status.success()) {
            throw SessionRefusals.correctionForbidden(
                    "Nie można wysłać korekty technicznej do prawidłowo przetworzonej faktury.");
        }
        boolean technical = status.failure() && attempt.verdict().technicallyRejected();
        if (!technical || !attempt.verdict().offline()) {
            throw SessionRefusals.correctionForbidden(
                    "Korekta techniczna dotyczy faktur offline odrzuconych z przyczyn technicznych.");
        }
    }

    /** Notes an invoice of a batch. It corrects none: only interactive sessions take technical corrections. */
    public synchronized void noteOfBatch(LoginContext context, JudgedInvoice invoice) {
        sentBy(context).add(invoice);
    }

    /**
     * Notes an invoice and, if it was taken, which one it corrects.
     *
     * @param hashOfCorrected null if it corrects none
     */
    synchronized void note(LoginContext context, JudgedInvoice invoice, @Nullable Sha256Base64 hashOfCorrected) {
        sentBy(context).add(invoice);
        if (hashOfCorrected != null && invoice.verdict().accepted() != null) {
            corrected.add(new File(context, hashOfCorrected));
        }
    }

    private KeyedIndex<Sha256Base64, JudgedInvoice> sentBy(LoginContext context) {
        return sent.computeIfAbsent(context, first -> new KeyedIndex<>(JudgedInvoice::hash));
    }
}
