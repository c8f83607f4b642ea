package dev.ksef.domain.export;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * An export that KSeF makes, or has made. It can be finished by another process, with its number and its content key. For one
 * thread. Closing it overwrites the key in memory, and changes nothing at KSeF.
 */
public final class Export implements AutoCloseable {

    private final ExportDependencies dependencies;
    private final ReferenceNumber referenceNumber;
    private final ContentKey key;
    private final ExportOptions options;
    private final long begunMillis;
    private volatile boolean made;

    /** @param key is closed with the export */
    Export(ExportDependencies dependencies, ReferenceNumber referenceNumber, ContentKey key, ExportOptions options) {
        this.dependencies = dependencies;
        this.referenceNumber = referenceNumber;
        this.key = key;
        this.options = options;
        this.begunMillis = dependencies.time().millis();
    }

    /** Returns its number, by which another process goes on. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /**
     * Requests its status with one call.
     *
     * @throws dev.ksef.model.error.KsefApiException with 21175 if KSeF knows no such export of this context
     * @throws KsefGoneException if it was long ago
     */
    public ExportStatus status() {
        return status(dependencies.transport().scope().deadline());
    }

    private ExportStatus status(Deadline deadline) {
        return dependencies.transport().open(InvoiceApi.class, deadline).exportStatus(referenceNumber);
    }

    /**
     * Waits until KSeF has made the package, and returns what KSeF tells of it.
     *
     * @throws KsefExportLostException if the package is not kept any more, KSeF cancelled the export, or does not finish it in
     *     the time that the options allow: start it again
     * @throws KsefProcessingException if it failed: 415 the content key could not be decrypted, 420 the range begins behind the
     *     high water mark that it is restricted to, 500 unknown
     * @throws KsefDeadlineException if it is not done in time
     */
    public ExportedPackage await(Duration patience) {
        return await(Deadline.after(patience, dependencies.time()));
    }

    private ExportedPackage await(Deadline deadline) {
        // A package that was made once is asked for again for new links only.
        Deadline stuck = made ? Deadline.NEVER : new Deadline(begunMillis + options.stuckAfter().toMillis());
        try {
            return dependencies
                    .polling()
                    .await("Export", referenceNumber, deadline.sooner(stuck), () -> ready(status(deadline)));
        } catch (KsefDeadlineException late) {
            boolean tooLate = stuck.hasPassed(dependencies.time()) && !deadline.hasPassed(dependencies.time());
            if (!tooLate || Thread.currentThread().isInterrupted()) {
                throw late;
            }
            throw new KsefExportLostException(
                    referenceNumber,
                    Reason.STUCK,
                    "KSeF has not finished it within " + options.stuckAfter().toSeconds() + " s",
                    late);
        } catch (KsefGoneException gone) {
            ended();
            throw new KsefExportLostException(referenceNumber, Reason.EXPIRED, "KSeF does not keep it any more", gone);
        }
    }

    private Optional<ExportedPackage> ready(ExportStatus answer) {
        StatusInfo status = answer.status();
        if (status.code() >= ExportResponseCodes.DONE) {
            ended();
        }
        if (status.code() == ExportResponseCodes.EXPIRED) {
            throw new KsefExportLostException(
                    referenceNumber, Reason.EXPIRED, "KSeF does not keep its package any more", null);
        }
        if (status.code() == ExportResponseCodes.CANCELLED) {
            throw new KsefExportLostException(referenceNumber, Reason.CANCELLED, "KSeF cancelled it", null);
        }
        if (status.isFailure()) {
            throw new KsefProcessingException("Export", status, referenceNumber);
        }
        ExportedPackage described = status.isSuccess() ? answer.exportedPackage() : null;
        made = made || described != null;
        return Optional.ofNullable(described);
    }

    private void ended() {
        var context = dependencies.transport().scope().context();
        if (context != null) {
            dependencies.running().ended(context, referenceNumber);
        }
    }

    /**
     * Waits until KSeF has made the package, and fetches it: all parts are compared with the hashes that KSeF declares, before
     * and after decryption, and lie encrypted on the disk until the caller closes what this returns.
     *
     * @throws KsefExportLostException if the package cannot be fetched any more, or KSeF declares other hashes than those of what
     *     it sends, and the options do not accept that: start it again
     * @throws KsefProcessingException as {@link #await}
     * @throws dev.ksef.model.error.KsefTransportException if a part does not get through after several attempts
     * @throws dev.ksef.model.error.KsefStorageException if the disk is full, or the folder cannot be used; nothing is left behind
     * @throws KsefDeadlineException if it is not done in time
     */
    public FetchedPackage fetch(Duration patience) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        ExportedPackage described = await(deadline);
        return PackageDownload.of(
                dependencies, referenceNumber, described, key, options, () -> await(deadline), deadline);
    }

    /** Removes the content key from the key store: nobody goes on with this export. */
    public void forget() {
        var keptKeys = dependencies.keptKeys();
        if (keptKeys != null) {
            keptKeys.forget(referenceNumber, dependencies.transport().scope().callDeadline(dependencies.time()));
        }
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "Export[" + referenceNumber + "]";
    }
}
