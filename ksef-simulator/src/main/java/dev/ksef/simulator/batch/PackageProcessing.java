package dev.ksef.simulator.batch;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.invoice.SubmissionTerms;
import dev.ksef.simulator.quota.GrantedContextLimits;
import dev.ksef.simulator.quota.SessionLimits;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionInvoices;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.session.TechnicalCorrections;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes packages: checks what came, unpacks it, and has each invoice judged. */
public final class PackageProcessing {

    private static final Logger LOG = System.getLogger(PackageProcessing.class.getName());

    private static final ProcessingStatus SUCCESS = ProcessingStatus.of(200, "Sesja wsadowa przetworzona pomyślnie");
    private static final ProcessingStatus UNKNOWN_ERROR = ProcessingStatus.of(500, "Nieznany błąd (500)");

    private final GrantedContextLimits limits;
    private final ReferenceNumbers references;
    private final InvoiceJudge judge;
    private final AttachmentConsents consents;
    private final TechnicalCorrections corrections;
    private final StorageFolder folder;

    public PackageProcessing(
            GrantedContextLimits limits,
            ReferenceNumbers references,
            InvoiceJudge judge,
            AttachmentConsents consents,
            TechnicalCorrections corrections,
            StorageFolder folder) {
        this.limits = limits;
        this.references = references;
        this.judge = judge;
        this.consents = consents;
        this.corrections = corrections;
        this.folder = folder;
    }

    /**
     * A package whose session was closed.
     *
     * @param key null if it could not be decrypted
     * @param parts all that were declared, in order
     * @param closedAt when the session was closed
     * @param trouble what goes wrong on purpose; null if nothing does
     */
    record ClosedPackage(
            SessionTerms terms,
            BatchDeclaration declared,
            @Nullable SymmetricKey key,
            List<UploadedPart> parts,
            Instant closedAt,
            @Nullable PlannedTrouble trouble) {

        Instant acquiredAt() {
            return closedAt.plus(terms.processingDelay());
        }

        /** When the invoices begin to show. */
        Instant unpackedAt() {
            return closedAt.plus(terms.processingDelay().dividedBy(2));
        }

        SubmissionTerms ofInvoices(SessionLimits limits) {
            return new SubmissionTerms(
                    terms.referenceNumber(),
                    terms.context(),
                    terms.form(),
                    limits,
                    Duration.between(terms.openedAt(), acquiredAt()));
        }
    }

    /** Processes a package, and deletes its files. */
    ProcessedPackage process(ClosedPackage closed) {
        try (InvoicePackage unpacked = InvoicePackage.open(closed.declared(), closed.parts(), closed.key(), folder)) {
            SessionLimits batch = limits.of(closed.terms().context()).batch();
            unpacked.survey(batch.invoices());
            return judged(closed, unpacked, batch);
        } catch (PackageFailure failure) {
            return ProcessedPackage.failed(failure.status());
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "The package of " + closed.terms().referenceNumber() + " was not processed", failed);
            return ProcessedPackage.failed(UNKNOWN_ERROR);
        } finally {
            closed.parts().forEach(UploadedPart::delete);
        }
    }

    private ProcessedPackage judged(ClosedPackage closed, InvoicePackage unpacked, SessionLimits batch)
            throws PackageFailure {
        LoginContext context = closed.terms().context();
        boolean consent = consents.given(context, closed.closedAt());
        PlannedVerdicts verdicts = new PlannedVerdicts(closed.trouble(), references.next(Kind.BATCH_SESSION));
        SessionInvoices invoices = new SessionInvoices();
        Instant unpackedAt = closed.unpackedAt();
        Instant acquiredAt = closed.acquiredAt();
        SubmissionTerms terms = closed.ofInvoices(batch);
        unpacked.forEach(batch.mostBytes(), packed -> {
            InvoiceVerdict verdict = verdicts.of(() -> judge.judge(
                    terms,
                    packed.xml(),
                    packed.hash(),
                    closed.declared().offlineMode(),
                    consent,
                    closed.terms().openedAt()));
            JudgedInvoice invoice = new JudgedInvoice(
                    invoices.size() + 1,
                    references.nextOfInvoice(),
                    packed.hash(),
                    packed.fileName(),
                    closed.terms().openedAt(),
                    unpackedAt,
                    acquiredAt,
                    verdict);
            corrections.noteOfBatch(context, invoice);
            invoices.add(invoice);
        });
        return new ProcessedPackage(status(closed, invoices), invoices);
    }

    private static ProcessingStatus status(ClosedPackage closed, SessionInvoices invoices) {
        if (closed.trouble() == PlannedTrouble.SESSION_FAILED) {
            return UNKNOWN_ERROR;
        }
        return invoices.anyAccepted() ? SUCCESS : SimulatedSession.NO_VALID_INVOICE;
    }
}
