package dev.ksef.domain.submission;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.session.SessionInvoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a row of a session means for an invoice. A duplicate is our own earlier attempt only if the original has the
 * same bytes: KSeF's word about the original's session was seen to be wrong.
 */
final class ResultJudge {

    /** Statuses of an invoice after which it may be sent again: KSeF could not decrypt it, or cancelled it. */
    static final Set<Integer> REPEATABLE = Set.of(435, 550);

    /** Whoever sent it may not issue invoices of its seller. */
    private static final int NO_RIGHT = 410;

    private static final String ORIGINAL = "originalKsefNumber";

    private final Originals originals;
    private final ContextIdentifier context;

    ResultJudge(Originals originals, ContextIdentifier context) {
        this.originals = originals;
        this.context = context;
    }

    /** Returns the results of rows, in their order. The originals of all duplicates among them are looked for together. */
    List<InvoiceResult> judge(List<JudgedRow> rows) {
        Map<KsefNumber, Sha256> known = new HashMap<>();
        rows.forEach(one -> accept(one.row(), known));
        List<Originals.Wanted> wanted = rows.stream()
                .filter(JudgedRow::isDuplicate)
                .flatMap(one -> wanted(one).stream())
                .filter(one -> !known.containsKey(one.number()))
                .distinct()
                .toList();
        if (!wanted.isEmpty()) {
            known.putAll(originals.find(wanted));
        }
        return rows.stream().map(one -> judge(one, known)).toList();
    }

    private static void accept(SessionInvoice row, Map<KsefNumber, Sha256> known) {
        if (row.status().isSuccess() && row.ksefNumber() != null && row.invoiceHash() != null) {
            known.put(row.ksefNumber(), row.invoiceHash());
        }
    }

    private Optional<Originals.Wanted> wanted(JudgedRow duplicate) {
        return original(duplicate)
                .map(number ->
                        new Originals.Wanted(number, session(duplicate.row()), isSelfBilled(duplicate.invoice())));
    }

    private static @Nullable ReferenceNumber session(SessionInvoice row) {
        String told = row.status().extensions().get("originalSessionReferenceNumber");
        try {
            return told == null ? null : new ReferenceNumber(told);
        } catch (IllegalArgumentException absurd) {
            return null;
        }
    }

    /** Empty if KSeF does not tell it, or tells what no number can be. */
    private static Optional<KsefNumber> original(JudgedRow duplicate) {
        String told = duplicate.row().status().extensions().get(ORIGINAL);
        try {
            return Optional.ofNullable(told).map(KsefNumber::new);
        } catch (IllegalArgumentException absurd) {
            return Optional.empty();
        }
    }

    private InvoiceResult judge(JudgedRow judged, Map<KsefNumber, Sha256> known) {
        SessionInvoice row = judged.row();
        StatusInfo status = row.status();
        if (status.isSuccess() && row.ksefNumber() != null) {
            return result(judged, InvoiceResult.State.ACCEPTED, row.ksefNumber(), "");
        }
        if (judged.isDuplicate()) {
            return original(judged)
                    .map(number -> duplicate(judged, number, known.get(number)))
                    .orElseGet(() -> duplicateOfNobody(judged));
        }
        if (!status.isFailure() || REPEATABLE.contains(status.code()) && judged.mayRepeat()) {
            return result(judged, InvoiceResult.State.UNKNOWN, null, status.summary());
        }
        return result(judged, InvoiceResult.State.REJECTED, null, status.summary() + advice(judged.invoice(), status));
    }

    private static String advice(PlannedInvoice invoice, StatusInfo status) {
        return invoice.selfInvoicing() && status.code() == NO_RIGHT
                ? "; the context issues it in the seller's name, who must grant it SelfInvoicing in KSeF first"
                : "";
    }

    private static InvoiceResult duplicate(JudgedRow judged, KsefNumber original, @Nullable Sha256 itsHash) {
        if (itsHash == null) {
            return result(
                    judged,
                    InvoiceResult.State.UNKNOWN,
                    null,
                    "KSeF has an invoice with this number, " + original
                            + ", which could not be compared with this one yet: submit again under the same name, or fetch"
                            + " it and compare its SHA-256 with this one's");
        }
        return itsHash.equals(judged.invoice().hash())
                ? result(judged, InvoiceResult.State.ACCEPTED, original, "")
                : result(judged, InvoiceResult.State.REJECTED, null, "another invoice has this number: " + original);
    }

    private static InvoiceResult duplicateOfNobody(JudgedRow judged) {
        StatusInfo status = judged.row().status();
        return result(
                judged,
                InvoiceResult.State.REJECTED,
                null,
                "another invoice has this number, and "
                        + (status.extensions().containsKey(ORIGINAL)
                                ? "what KSeF tells of it cannot be read: "
                                : "KSeF does not tell which: ")
                        + status.summary());
    }

    /** The buyer issues it in the seller's name: a self-billed invoice, or that of a flat-rate farmer. */
    private boolean isSelfBilled(PlannedInvoice invoice) {
        Nip seller = invoice.invoice().facts().sellerNip();
        return context instanceof Nip && seller != null && !seller.equals(context);
    }

    private static InvoiceResult result(
            JudgedRow judged, InvoiceResult.State state, @Nullable KsefNumber number, String reason) {
        PlannedInvoice invoice = judged.invoice();
        return new InvoiceResult(
                invoice.index(),
                invoice.invoice().sourceName(),
                state,
                invoice.hash(),
                number,
                judged.session(),
                judged.row().referenceNumber(),
                judged.row().status().code(),
                reason,
                invoice.selfInvoicing());
    }
}
