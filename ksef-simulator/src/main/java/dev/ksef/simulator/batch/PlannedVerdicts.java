package dev.ksef.simulator.batch;

import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.invoice.RejectedInvoice;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on the invoices of a package, as the plan of faults wants them.
 *
 * @param trouble null if nothing goes wrong on purpose
 * @param noSession a reference number that no session has
 */
record PlannedVerdicts(@Nullable PlannedTrouble trouble, String noSession) {

    private static final String ORIGINAL_SESSION = "originalSessionReferenceNumber";

    private static final ProcessingStatus SESSION_FAILED =
            ProcessingStatus.of(405, "Przetwarzanie anulowane z powodu błędu sesji");
    private static final ProcessingStatus CANCELLED = ProcessingStatus.of(
            550,
            "Operacja została anulowana przez system",
            "Przetwarzanie zostało przerwane z przyczyn wewnętrznych systemu. Spróbuj ponownie");

    /** The verdict on one invoice. An invoice whose processing is cancelled is not judged. */
    InvoiceVerdict of(Supplier<InvoiceVerdict> judgement) {
        if (trouble == PlannedTrouble.SESSION_FAILED) {
            return cancelled(SESSION_FAILED);
        }
        if (trouble == PlannedTrouble.INVOICES_CANCELLED) {
            return cancelled(CANCELLED);
        }
        InvoiceVerdict verdict = judgement.get();
        return trouble == PlannedTrouble.WRONG_ORIGINAL ? withWrongOriginal(verdict) : verdict;
    }

    private static InvoiceVerdict cancelled(ProcessingStatus status) {
        return new RejectedInvoice(status, null, false);
    }

    private InvoiceVerdict withWrongOriginal(InvoiceVerdict verdict) {
        ProcessingStatus status = verdict.status();
        String original = status.extensions().get(ORIGINAL_SESSION);
        if (original == null) {
            return verdict;
        }
        Map<String, String> extensions = new HashMap<>(status.extensions());
        extensions.put(ORIGINAL_SESSION, noSession);
        List<String> details = status.details().stream()
                .map(detail -> detail.replace(original, noSession))
                .toList();
        return new RejectedInvoice(
                new ProcessingStatus(status.code(), status.description(), details, extensions),
                verdict.invoiceNumber(),
                verdict.offline());
    }
}
