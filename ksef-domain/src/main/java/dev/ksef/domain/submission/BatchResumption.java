package dev.ksef.domain.submission;

import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefSessionLostException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Goes on with the upload of a package that was cut off: makes the package again with the same key, compares it with what was
 * declared, and uploads the parts that are not there. Where that is not possible, the session is given up: KSeF processes
 * nothing of it.
 */
final class BatchResumption {

    /** The session takes parts: status of {@code GET /sessions/{referenceNumber}}. */
    private static final int OPEN = 100;

    /** There is no such session: exception of {@code GET /sessions/{referenceNumber}}. */
    private static final int NO_SUCH_SESSION = 21173;

    private final Sessions sessions;
    private final Packages packages;
    private final PackageKeys keys;
    private final SealedLinks seal;
    private final SubmissionLog log;
    private final BatchSending sending;

    BatchResumption(
            Sessions sessions,
            Packages packages,
            PackageKeys keys,
            SealedLinks seal,
            SubmissionLog log,
            BatchSending sending) {
        this.sessions = sessions;
        this.packages = packages;
        this.keys = keys;
        this.seal = seal;
        this.log = log;
        this.sending = sending;
    }

    /** Uploads what is missing of a session's package, or gives the session up. */
    void resume(SessionEntry session) {
        ReferenceNumber reference = Objects.requireNonNull(session.reference(), "reference");
        DeclaredPackage declared = Objects.requireNonNull(session.declared(), "declared");
        try (ContentKey key = keys.find(declared).orElseThrow(() -> lost(reference, "its content key is not kept"))) {
            List<PartUploadRequest> links = links(reference, declared, key);
            refuseUnlessOpen(reference);
            try (InvoicePackage made = packages.make(plan(session, declared), key)) {
                refuseUnlessSame(reference, declared, made);
                Instant openedAt = Objects.requireNonNull(declared.openedAt(), "openedAt");
                sending.upload(
                        sessions.resumeBatch(reference, links, openedAt), made, session.attempt(), declared.uploaded());
            }
        } catch (KsefSessionLostException lost) {
            log.lost(session.attempt(), String.valueOf(lost.getMessage()));
        }
    }

    private List<PartUploadRequest> links(ReferenceNumber reference, DeclaredPackage declared, ContentKey key) {
        String sealed = declared.sealedLinks();
        if (sealed == null) {
            throw lost(reference, "its links for uploads are not kept");
        }
        return seal.open(sealed, key)
                .orElseThrow(() -> lost(reference, "its links for uploads cannot be read with its content key"));
    }

    /** Looks before the package is made, which may take long. */
    private void refuseUnlessOpen(ReferenceNumber reference) {
        try {
            int code = sessions.status(reference).status().code();
            if (code != OPEN) {
                throw lost(reference, "it has status " + code);
            }
        } catch (KsefApiException refused) {
            if (!refused.has(NO_SUCH_SESSION)) {
                throw refused;
            }
            throw new KsefSessionLostException(reference, "KSeF does not know it any more", refused);
        }
    }

    /** The limits of today may be others: parts are cut as they were. */
    private PackagePlan plan(SessionEntry session, DeclaredPackage declared) {
        List<PlannedInvoice> invoices = session.invoices().stream()
                .sorted()
                .map(index -> Objects.requireNonNull(log.state().planned(index), "a planned invoice"))
                .toList();
        var limits = new PackageLimits(
                invoices.size(), PackageLimits.OF_KSEF.mostParts(), Math.max(1, declared.partBytes()));
        return sending.plan(InvoiceRouting.form(invoices.get(0)), limits, invoices);
    }

    /** What came out differently was encrypted with a key that is used already: it never leaves the disk. */
    private static void refuseUnlessSame(ReferenceNumber reference, DeclaredPackage declared, InvoicePackage made) {
        if (!made.file().equals(declared.file())) {
            throw lost(reference, "its package came out differently when it was made again");
        }
    }

    private static KsefSessionLostException lost(ReferenceNumber reference, String why) {
        return new KsefSessionLostException(reference, why, null);
    }
}
