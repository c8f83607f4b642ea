package dev.ksef.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Decides whether an invoice is taken, rule by rule in the order in which KSeF can know of them. */
final class InvoiceJudge {

    static final int MAX_BYTES = 1_000_000;
    static final int MAX_BYTES_WITH_ATTACHMENT = 3_000_000;
    private static final int MAX_NUMBER_LENGTH = 256;

    private final InvoiceSchemas schemas;
    private final InvoiceArchive archive;
    private final AcceptedInvoices taken = new AcceptedInvoices();
    private final KsefNumbers numbers = new KsefNumbers();

    InvoiceJudge(InvoiceSchemas schemas, InvoiceArchive archive) {
        this.schemas = schemas;
        this.archive = archive;
    }

    /** Judges one invoice of a session, sent at this time. */
    Verdict judge(SubmissionTerms terms, ContentKey key, Submission submission, Instant sentAt) {
        InvoiceDocument document;
        byte[] xml;
        try {
            xml = plain(key, submission);
            document = InvoiceDocument.read(xml, terms.form());
        } catch (Rejection rejection) {
            return Verdict.rejected(rejection, null, submission.offlineMode());
        }
        LocalDate today = Timestamps.polishDay(sentAt);
        boolean offline = submission.offlineMode() || issuedBefore(today, document);
        try {
            check(terms, submission, document, xml, today);
            AcceptedInvoice accepted = take(terms, document, today, offline);
            archive.keep(accepted, terms, xml, submission.hashOfCorrectedInvoice(), sentAt);
            return Verdict.accepted(accepted);
        } catch (Rejection rejection) {
            return Verdict.rejected(rejection, readable(document.number()), offline);
        }
    }

    private static byte[] plain(ContentKey key, Submission submission) {
        byte[] xml = key.decrypt(submission.encrypted()).orElseThrow(Rejection::decryption);
        if (xml.length != submission.invoiceSize()) {
            throw Rejection.file("Rozmiar faktury nie zgadza się z zadeklarowanym.");
        }
        if (!Sha256.base64(xml).equals(submission.invoiceHash())) {
            throw Rejection.file("Skrót faktury nie zgadza się z zadeklarowanym.");
        }
        int limit = submission.technicalCorrection() ? MAX_BYTES_WITH_ATTACHMENT : MAX_BYTES;
        requireSize(xml, limit);
        InvoiceFile.check(xml);
        return xml;
    }

    private static void requireSize(byte[] xml, int limit) {
        if (xml.length > limit) {
            throw Rejection.file("Rozmiar faktury przekracza " + limit + " bajtów.");
        }
    }

    private void check(
            SubmissionTerms terms, Submission submission, InvoiceDocument document, byte[] xml, LocalDate today) {
        requireForm(terms.form(), document);
        schemas.validate(xml, terms.form());
        if (!document.attachment()) {
            requireSize(xml, MAX_BYTES);
        } else if (!submission.technicalCorrection()) {
            throw Rejection.attachment();
        }
        if (!terms.context().belongsTo(String.valueOf(document.issuerNip()))) {
            throw Rejection.rights();
        }
        if (issueDate(document).isAfter(today)) {
            throw Rejection.semantics("Data wystawienia faktury jest późniejsza niż data przyjęcia.");
        }
    }

    private static void requireForm(Form form, InvoiceDocument document) {
        boolean same = form.namespace().equals(document.namespace())
                && form.value().equals(document.formCode())
                && form.systemCode().equals(document.formAttributes().get("kodSystemowy"))
                && form.schemaVersion().equals(document.formAttributes().get("wersjaSchemy"));
        if (!same) {
            throw Rejection.semantics("Struktura faktury jest inna niż zadeklarowana dla sesji: " + form.systemCode());
        }
    }

    private AcceptedInvoice take(SubmissionTerms terms, InvoiceDocument document, LocalDate today, boolean offline) {
        String sellerNip = present(document.sellerNip(), "NIP sprzedawcy");
        if (!Nips.wellFormed(sellerNip)) {
            throw Rejection.semantics("Nieprawidłowy NIP sprzedawcy.");
        }
        AcceptedInvoice invoice = new AcceptedInvoice(
                numbers.next(sellerNip, today),
                terms.sessionReference(),
                sellerNip,
                present(readable(document.number()), "numer faktury"),
                issueDate(document),
                offline);
        taken.take(present(document.kind(), "rodzaj faktury"), invoice);
        return invoice;
    }

    private static boolean issuedBefore(LocalDate today, InvoiceDocument document) {
        try {
            return issueDate(document).isBefore(today);
        } catch (Rejection unreadable) {
            return false;
        }
    }

    private static LocalDate issueDate(InvoiceDocument document) {
        try {
            return LocalDate.parse(present(document.issueDate(), "data wystawienia"));
        } catch (DateTimeException notADate) {
            throw Rejection.semantics("Nieprawidłowa data wystawienia faktury.");
        }
    }

    private static @Nullable String readable(@Nullable String number) {
        return number == null || number.isEmpty() || number.length() > MAX_NUMBER_LENGTH ? null : number;
    }

    private static String present(@Nullable String value, String what) {
        if (value == null || value.isEmpty()) {
            throw Rejection.semantics("Brak wymaganej wartości: " + what + ".");
        }
        return value;
    }
}
