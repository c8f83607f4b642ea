package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.quota.SessionLimits;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.xml.SaxParsers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Decides whether KSeF takes an invoice. The rules are applied in the order in which KSeF can check them. */
public final class InvoiceJudge {

    private static final int MAX_NUMBER_LENGTH = 256;

    private final OfficialSchemas schemas;
    private final InvoiceArchive archive;
    private final IssuerRights issuers;
    private final TakenInvoices taken = new TakenInvoices();
    private final SaxParsers parsers = new SaxParsers();
    private final KsefNumbers numbers = new KsefNumbers();

    public InvoiceJudge(OfficialSchemas schemas, InvoiceArchive archive, Rights rights) {
        this.schemas = schemas;
        this.archive = archive;
        this.issuers = new IssuerRights(rights);
    }

    /** The invoices that were taken, as the saved state of the simulator has them. */
    public Stateful saved() {
        return new SavedInvoices(archive, taken);
    }

    /**
     * What its sender says of an invoice, and may do.
     *
     * @param attachment whether it may have an attachment
     * @param ownRight whether the rights of the one who issued it are not asked for
     */
    private record Claims(
            boolean offlineMode,
            boolean attachment,
            boolean ownRight,
            @Nullable Sha256Base64 hashOfCorrectedInvoice) {}

    /** Judges an invoice that was sent alone, encrypted. An attachment may have only a technical correction. */
    public InvoiceVerdict judge(SubmissionTerms terms, SymmetricKey key, InvoiceSubmission submission, Instant sentAt) {
        Claims claims = new Claims(
                submission.offlineMode(), submission.technicalCorrection(), false, submission.hashOfCorrectedInvoice());
        try {
            return judge(terms, plain(terms.limits(), key, submission), submission.invoiceHash(), claims, sentAt);
        } catch (InvoiceRejection rejection) {
            return RejectedInvoice.of(rejection, null, submission.offlineMode());
        }
    }

    /**
     * Judges an invoice of a batch.
     *
     * @param hash the hash of the XML
     * @param attachmentConsent whether its context may send attachments
     */
    public InvoiceVerdict judge(
            SubmissionTerms terms,
            byte[] xml,
            Sha256Base64 hash,
            boolean offlineMode,
            boolean attachmentConsent,
            Instant sentAt) {
        return judge(terms, xml, hash, new Claims(offlineMode, attachmentConsent, false, null), sentAt);
    }

    /** Judges an invoice of any structure that was not sent in a session, on behalf of the one who issued it. */
    public InvoiceVerdict judge(byte[] xml, String sessionReference, Instant acceptedAt) {
        try {
            SubmissionTerms terms = issuersTerms(xml, sessionReference);
            return judge(terms, xml, Sha256Base64.ofData(xml), new Claims(false, true, true, null), acceptedAt);
        } catch (InvoiceRejection rejection) {
            return RejectedInvoice.of(rejection, null, false);
        }
    }

    private SubmissionTerms issuersTerms(byte[] xml, String sessionReference) {
        for (InvoiceStructure form : InvoiceStructure.values()) {
            InvoiceDocument document = InvoiceDocument.read(xml, form, parsers);
            if (form.namespace().equals(document.namespace())) {
                LoginContext issuer = LoginContext.nip(String.valueOf(document.issuerNip()));
                return SubmissionTerms.alone(sessionReference, issuer, form);
            }
        }
        throw InvoiceRejection.semantics("Nieznana struktura faktury.");
    }

    private InvoiceVerdict judge(SubmissionTerms terms, byte[] xml, Sha256Base64 hash, Claims claims, Instant sentAt) {
        InvoiceDocument document;
        try {
            requireSize(xml, terms.limits().mostBytes());
            document = InvoiceDocument.read(xml, InvoiceFile.check(xml), terms.form(), parsers);
        } catch (InvoiceRejection rejection) {
            return RejectedInvoice.of(rejection, null, claims.offlineMode());
        }
        LocalDate today = KsefTimestamps.polishDay(sentAt);
        boolean offline = claims.offlineMode() || issuedBefore(today, document);
        try {
            check(terms, claims, document, xml, today);
            TakenInvoice accepted = accepted(terms, document, today, offline);
            String kind = present(document.kind(), "rodzaj faktury");
            taken.requireNew(kind, accepted);
            // Before it is taken: where there is no space for it, it can be sent again.
            InvoiceArchive.Shelved kept = archive.shelve(xml, hash);
            taken.take(kind, accepted);
            archive.keep(accepted, terms, kept, claims.hashOfCorrectedInvoice(), sentAt, document.parties());
            return accepted;
        } catch (InvoiceRejection rejection) {
            return RejectedInvoice.of(rejection, readable(document.number()), offline);
        }
    }

    private static byte[] plain(SessionLimits limits, SymmetricKey key, InvoiceSubmission submission) {
        byte[] xml = key.decrypt(submission.encrypted()).orElseThrow(InvoiceRejection::decryption);
        if (xml.length != submission.invoiceSize()) {
            throw InvoiceRejection.file("Rozmiar faktury nie zgadza się z zadeklarowanym.");
        }
        if (!Sha256Base64.ofData(xml).equals(submission.invoiceHash())) {
            throw InvoiceRejection.file("Skrót faktury nie zgadza się z zadeklarowanym.");
        }
        requireSize(xml, submission.technicalCorrection() ? limits.mostBytes() : limits.bytes(false));
        return xml;
    }

    private static void requireSize(byte[] xml, int limit) {
        if (xml.length > limit) {
            throw InvoiceRejection.file("Rozmiar faktury przekracza " + limit + " bajtów.");
        }
    }

    private void check(SubmissionTerms terms, Claims claims, InvoiceDocument document, byte[] xml, LocalDate today) {
        requireForm(terms.form(), document);
        schemas.validate(xml, terms.form());
        requireSize(xml, terms.limits().bytes(document.attachment()));
        if (document.attachment() && !claims.attachment()) {
            throw InvoiceRejection.attachment();
        }
        if (!claims.ownRight() && !issuers.allow(terms.context(), document, xml, terms.form())) {
            throw InvoiceRejection.rights();
        }
        if (issueDate(document).isAfter(today)) {
            throw InvoiceRejection.semantics("Data wystawienia faktury jest późniejsza niż data przyjęcia.");
        }
    }

    private static void requireForm(InvoiceStructure form, InvoiceDocument document) {
        boolean same = form.namespace().equals(document.namespace())
                && form.value().equals(document.formCode())
                && form.systemCode().equals(document.formAttributes().get("kodSystemowy"))
                && form.schemaVersion().equals(document.formAttributes().get("wersjaSchemy"));
        if (!same) {
            throw InvoiceRejection.semantics(
                    "Struktura faktury jest inna niż zadeklarowana dla sesji: " + form.systemCode());
        }
    }

    private TakenInvoice accepted(SubmissionTerms terms, InvoiceDocument document, LocalDate today, boolean offline) {
        String sellerNip = present(document.sellerNip(), "NIP sprzedawcy");
        if (!NipNumbers.wellFormed(sellerNip)) {
            throw InvoiceRejection.semantics("Nieprawidłowy NIP sprzedawcy.");
        }
        return new TakenInvoice(
                numbers.next(sellerNip, today),
                terms.sessionReference(),
                present(readable(document.number()), "numer faktury"),
                issueDate(document),
                offline);
    }

    private static boolean issuedBefore(LocalDate today, InvoiceDocument document) {
        try {
            return issueDate(document).isBefore(today);
        } catch (InvoiceRejection unreadable) {
            return false;
        }
    }

    private static LocalDate issueDate(InvoiceDocument document) {
        try {
            return LocalDate.parse(present(document.issueDate(), "data wystawienia"));
        } catch (DateTimeException notADate) {
            throw InvoiceRejection.semantics("Nieprawidłowa data wystawienia faktury.");
        }
    }

    private static @Nullable String readable(@Nullable String number) {
        return number == null || number.isEmpty() || number.length() > MAX_NUMBER_LENGTH ? null : number;
    }

    private static String present(@Nullable String value, String what) {
        if (value == null || value.isEmpty()) {
            throw InvoiceRejection.semantics("Brak wymaganej wartości: " + what + ".");
        }
        return value;
    }
}
