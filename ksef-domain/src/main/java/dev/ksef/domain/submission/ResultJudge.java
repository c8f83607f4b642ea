package dev.ksef.domain.submission;

import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.session.SessionInvoice;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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

    private static final int DATE_BEGINS = 11;
    private static final int DATE_ENDS = 19;

    private final Invoices invoices;
    private final ContextIdentifier context;

    ResultJudge(Invoices invoices, ContextIdentifier context) {
        this.invoices = invoices;
        this.context = context;
    }

    /**
     * @param mayRepeat whether it is sent again where KSeF's status lets it
     */
    InvoiceResult judge(PlannedInvoice invoice, SessionInvoice row, ReferenceNumber session, boolean mayRepeat) {
        StatusInfo status = row.status();
        if (status.isSuccess() && row.ksefNumber() != null) {
            return result(invoice, InvoiceResult.State.ACCEPTED, row, session, row.ksefNumber(), "");
        }
        if (status.code() == SessionResponseCodes.DUPLICATE) {
            return duplicate(invoice, row, session);
        }
        if (!status.isFailure() || REPEATABLE.contains(status.code()) && mayRepeat) {
            return result(invoice, InvoiceResult.State.UNKNOWN, row, session, null, status.summary());
        }
        return result(
                invoice, InvoiceResult.State.REJECTED, row, session, null, status.summary() + advice(invoice, status));
    }

    private static String advice(PlannedInvoice invoice, StatusInfo status) {
        return invoice.selfInvoicing() && status.code() == NO_RIGHT
                ? "; the context issues it in the seller's name, who must grant it SelfInvoicing in KSeF first"
                : "";
    }

    private InvoiceResult duplicate(PlannedInvoice invoice, SessionInvoice row, ReferenceNumber session) {
        String original = row.status().extensions().get("originalKsefNumber");
        if (original == null) {
            return result(
                    invoice,
                    InvoiceResult.State.REJECTED,
                    row,
                    session,
                    null,
                    "another invoice has this number, and KSeF does not tell which: "
                            + row.status().summary());
        }
        KsefNumber number;
        try {
            number = new KsefNumber(original);
        } catch (IllegalArgumentException absurd) {
            return result(
                    invoice,
                    InvoiceResult.State.REJECTED,
                    row,
                    session,
                    null,
                    "another invoice has this number, and what KSeF tells of it cannot be read: "
                            + row.status().summary());
        }
        try {
            Optional<Sha256> hash = hashOf(number, isSelfBilled(invoice));
            if (hash.isPresent() && hash.get().equals(invoice.hash())) {
                return result(invoice, InvoiceResult.State.ACCEPTED, row, session, number, "");
            }
            return hash.isPresent()
                    ? result(
                            invoice,
                            InvoiceResult.State.REJECTED,
                            row,
                            session,
                            null,
                            "another invoice has this number: " + original)
                    : uncompared(invoice, row, session, number);
        } catch (KsefApiException | KsefTransportException unseen) {
            return uncompared(invoice, row, session, number);
        } catch (KsefDeadlineException noTurn) {
            // KSeF takes few such questions in an hour: the other results do not wait for them.
            if (Thread.currentThread().isInterrupted()) {
                throw noTurn;
            }
            return uncompared(invoice, row, session, number);
        }
    }

    private static InvoiceResult uncompared(
            PlannedInvoice invoice, SessionInvoice row, ReferenceNumber session, KsefNumber original) {
        return result(
                invoice,
                InvoiceResult.State.UNKNOWN,
                row,
                session,
                null,
                "KSeF has an invoice with this number, " + original
                        + ", which could not be compared with this one yet: submit again under the same name, or fetch it"
                        + " and compare its SHA-256 with this one's");
    }

    /** The number of an invoice holds the day on which KSeF gave it. */
    private Optional<Sha256> hashOf(KsefNumber number, boolean selfBilled) {
        LocalDate day = dayOf(number);
        if (day == null) {
            return Optional.empty();
        }
        var query = (selfBilled ? InvoiceQuery.asBuyer() : InvoiceQuery.asSeller())
                .byInvoicingDate()
                .from(day.minusDays(1))
                .to(day.plusDays(1))
                .ksefNumber(number)
                .build();
        return invoices.list(query).invoices().stream()
                .filter(found -> found.ksefNumber().equals(number))
                .findFirst()
                .map(InvoiceMetadata::invoiceHash);
    }

    /** The buyer issues it in the seller's name: a self-billed invoice, or that of a flat-rate farmer. */
    private boolean isSelfBilled(PlannedInvoice invoice) {
        Nip seller = invoice.invoice().facts().sellerNip();
        return context instanceof Nip && seller != null && !seller.equals(context);
    }

    private static @Nullable LocalDate dayOf(KsefNumber number) {
        try {
            return number.value().length() < DATE_ENDS
                    ? null
                    : LocalDate.parse(
                            number.value().substring(DATE_BEGINS, DATE_ENDS), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static InvoiceResult result(
            PlannedInvoice invoice,
            InvoiceResult.State state,
            SessionInvoice row,
            ReferenceNumber session,
            @Nullable KsefNumber number,
            String reason) {
        return new InvoiceResult(
                invoice.index(),
                invoice.invoice().sourceName(),
                state,
                invoice.hash(),
                number,
                session,
                row.referenceNumber(),
                row.status().code(),
                reason,
                invoice.selfInvoicing());
    }
}
