package dev.ksef.domain.export;

import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.PollingIntervals;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exports of the invoices of one context: KSeF makes a package of up to 10 000 invoices, encrypted for a content key, which is
 * fetched in parts. KSeF lets twenty be started in an hour, and ten run at a time: a start waits for its turn.
 */
public final class Exports {

    /** How often one fetch starts an export again. */
    private static final int MOST_STARTS = 3;

    private final ExportDependencies dependencies;

    private Exports(Builder settings) {
        this.dependencies = new ExportDependencies(
                new BoundTransport(settings.transport, settings.scope),
                settings.encryption,
                settings.crypto,
                settings.storage,
                Builder.required(settings.archivers, "archivers"),
                Builder.required(settings.metadataFormat, "metadataFormat"),
                settings.running,
                new StatusPolling(settings.time, settings.listener, settings.polling),
                settings.clock,
                settings.time,
                settings.listener,
                settings.keyStore == null ? null : new KeptKeys(settings.keyStore, settings.time, settings.listener));
    }

    /**
     * Settings of the exports of one context.
     *
     * @param scope whom the calls act for, and how long each may take
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits
     */
    public static Builder builder(
            Transport transport,
            CallScope scope,
            EncryptionService encryption,
            CryptoEngine crypto,
            StorageTransfer storage,
            InstantSource clock,
            Time time) {
        return new Builder(transport, scope, encryption, crypto, storage, clock, time);
    }

    /**
     * Exports what a query finds, waits for the package and fetches it. An export that is lost on the way is started again, up to
     * three times in all. The package may be {@linkplain FetchedPackage#description() truncated}: for all invoices of a query,
     * there is the synchronisation.
     *
     * @return the package, which the caller closes
     * @throws KsefExportLostException if that did not help
     * @throws KsefProcessingException if it failed: 420 the range begins behind the high water mark that it is restricted to
     * @throws dev.ksef.model.error.KsefApiException as {@link #start(InvoiceQuery, ExportOptions, Duration)}
     * @throws dev.ksef.model.error.KsefTransportException if a part does not get through after several attempts
     * @throws KsefStorageException if the disk is full, or the folder or the key store cannot be used
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    public FetchedPackage fetch(InvoiceQuery query, ExportOptions options, Duration patience) {
        FetchedPackage fetched = fetch(query, options, patience, started -> {});
        forget(fetched.export());
        return fetched;
    }

    /**
     * Exports what a query finds, as {@link #fetch(InvoiceQuery, ExportOptions, Duration)}, for a caller that notes what it does, so
     * that another process can {@linkplain #find go on} with the export. The key of the package stays in the key store until the
     * caller {@linkplain #forget forgets} it.
     *
     * @param started is told the number of each export that is started
     */
    public FetchedPackage fetch(
            InvoiceQuery query, ExportOptions options, Duration patience, Consumer<ReferenceNumber> started) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        boolean keyRefreshed = false;
        for (int starts = 1; ; starts++) {
            try (Export export = start(query, options, left(deadline))) {
                started.accept(export.referenceNumber());
                return fetched(export, deadline);
            } catch (KsefExportLostException lost) {
                if (starts == MOST_STARTS || !isWorthRepeating(lost, options)) {
                    throw lost;
                }
                dependencies.listener().on(new KsefEvent.ExportRepeated(lost.export(), lost.reason()));
            } catch (KsefProcessingException failed) {
                if (keyRefreshed || failed.status().code() != ExportResponseCodes.KEY_NOT_DECRYPTED) {
                    throw failed;
                }
                keyRefreshed = true;
                dependencies.encryption().forceRefresh(deadline);
            }
        }
    }

    private FetchedPackage fetched(Export export, Deadline deadline) {
        try {
            return export.fetch(left(deadline));
        } catch (KsefExportLostException | KsefProcessingException over) {
            export.forget();
            throw over;
        }
    }

    /**
     * Exports all invoices that a query finds, and stores them in a folder: in as many packages as it takes, oldest first. What is
     * in the folder already stays. Call it again to go on after a failure.
     *
     * @return how many invoices it found
     * @throws IllegalArgumentException if the options ask for metadata only
     * @throws KsefStorageException if the folder cannot be written
     * @throws KsefException as {@link #fetch(InvoiceQuery, ExportOptions, Duration)}; also if KSeF does not say where the rest of a
     *     truncated package begins
     */
    public long download(InvoiceQuery query, InvoiceFolder folder, ExportOptions options, Duration patience) {
        if (options.isOnlyMetadata()) {
            throw new IllegalArgumentException(
                    "Invoices are stored with their XML: leave onlyMetadata() out, or read the metadata by fetch(...)");
        }
        Deadline deadline = Deadline.after(patience, dependencies.time());
        var packages = new PackageSeries(query, dependencies.clock());
        Set<KsefNumber> stored = new HashSet<>();
        while (packages.hasNext()) {
            try (FetchedPackage fetched = fetch(packages.next(), options, left(deadline))) {
                fetched.forEachInvoice(invoice -> {
                    folder.store(
                            invoice.ksefNumber(),
                            invoice.xml(),
                            invoice.metadata().orElse(null));
                    stored.add(invoice.ksefNumber());
                });
                packages.fetched(fetched.description());
            }
        }
        return stored.size();
    }

    private static boolean isWorthRepeating(KsefExportLostException lost, ExportOptions options) {
        return lost.reason() != Reason.WRONG_HASH || options.wrongHash() == WrongHash.EXPORT_AGAIN;
    }

    private Duration left(Deadline deadline) {
        return Duration.ofMillis(deadline.remainingMillis(dependencies.time()));
    }

    /**
     * Starts an export of what a query finds, with a new content key, which is kept in the client's key store if there is one.
     * If ten exports are under way, it waits for a place.
     *
     * @param patience for a place, and for KSeF's limits
     * @return the export, which the caller closes
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses it: 21181 the kind of subject does not fit the context, 21405
     *     the range is too long
     * @throws KsefStorageException if the key cannot be kept; the export runs, and its package is of no use
     * @throws dev.ksef.model.error.KsefDeadlineException if there is no place in time
     */
    public Export start(InvoiceQuery query, ExportOptions options, Duration patience) {
        try (ContentKey key = dependencies.crypto().newContentKey()) {
            return start(query, options, key, patience);
        }
    }

    /** Starts an export with a content key of the caller's, of which it makes a copy; otherwise as the other one. */
    public Export start(InvoiceQuery query, ExportOptions options, ContentKey key, Duration patience) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        ReferenceNumber started = new ExportStart(dependencies, deadline).start(query, options, key);
        var keptKeys = dependencies.keptKeys();
        if (keptKeys != null) {
            keptKeys.keep(started, key, callDeadline());
        }
        return new Export(dependencies, started, key.copy(), options);
    }

    /**
     * Goes on with an export that was started earlier or elsewhere, with the content key that the client's key store keeps for
     * it. No call is made.
     *
     * @throws KsefException if the client has no key store, or none of its keys is this export's
     * @throws KsefStorageException if the store cannot be read within the time of one call
     */
    public Export resume(ReferenceNumber export, ExportOptions options) {
        if (dependencies.keptKeys() == null) {
            throw new KsefException("The content key of export " + export
                    + " is not known: give the client a key store, or resume it with its key");
        }
        return find(export, options)
                .orElseThrow(() -> new KsefException("The key store has no content key for export " + export
                        + ": it was forgotten, or started without this store"));
    }

    /**
     * Goes on with an export like {@link #resume(ReferenceNumber, ExportOptions)}; empty if its content key is not kept.
     *
     * @throws KsefStorageException if the store cannot be read within the time of one call
     */
    public Optional<Export> find(ReferenceNumber export, ExportOptions options) {
        var keptKeys = dependencies.keptKeys();
        return keptKeys == null
                ? Optional.empty()
                : keptKeys.find(export, callDeadline()).map(key -> new Export(dependencies, export, key, options));
    }

    /** Removes the content key of an export from the key store: nobody goes on with it. */
    public void forget(ReferenceNumber export) {
        var keptKeys = dependencies.keptKeys();
        if (keptKeys != null) {
            keptKeys.forget(export, callDeadline());
        }
    }

    private Deadline callDeadline() {
        return dependencies.transport().scope().callDeadline(dependencies.time());
    }

    /** Goes on with an export that was started earlier or elsewhere, with its content key, of which it makes a copy. */
    public Export resume(ReferenceNumber export, ContentKey key, ExportOptions options) {
        return new Export(dependencies, Objects.requireNonNull(export, "export"), key.copy(), options);
    }

    /** Collects the settings of {@link Exports}. */
    public static final class Builder {

        private final Transport transport;
        private final CallScope scope;
        private final EncryptionService encryption;
        private final CryptoEngine crypto;
        private final StorageTransfer storage;
        private final InstantSource clock;
        private final Time time;
        private @Nullable List<PackageArchiver> archivers;
        private @Nullable InvoiceMetadataFormat metadataFormat;
        private RunningExports running = new RunningExports();
        private PollingIntervals polling = PollingIntervals.USUAL;
        private KsefListener listener = new KsefListener() {};
        private @Nullable KeyStore keyStore;

        private Builder(
                Transport transport,
                CallScope scope,
                EncryptionService encryption,
                CryptoEngine crypto,
                StorageTransfer storage,
                InstantSource clock,
                Time time) {
            this.transport = Objects.requireNonNull(transport, "transport");
            this.scope = Objects.requireNonNull(scope, "scope");
            this.encryption = Objects.requireNonNull(encryption, "encryption");
            this.crypto = Objects.requireNonNull(crypto, "crypto");
            this.storage = Objects.requireNonNull(storage, "storage");
            this.clock = Objects.requireNonNull(clock, "clock");
            this.time = Objects.requireNonNull(time, "time");
        }

        /** Sets what reads the packages: one archiver for each form, and the format of their metadata. Required. */
        public Builder packages(List<PackageArchiver> archivers, InvoiceMetadataFormat metadataFormat) {
            this.archivers = List.copyOf(archivers);
            this.metadataFormat = Objects.requireNonNull(metadataFormat, "metadataFormat");
            return this;
        }

        /** Sets the exports under way that are shared by all views of a client. */
        public Builder running(RunningExports shared) {
            this.running = Objects.requireNonNull(shared, "running");
            return this;
        }

        /** Sets how often the status is asked. */
        public Builder polling(PollingIntervals intervals) {
            this.polling = Objects.requireNonNull(intervals, "polling");
            return this;
        }

        /** Sets the listener of events. */
        public Builder listener(KsefListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Sets where content keys are kept, so that another process can finish an export; null keeps them in memory. */
        public Builder keyStore(@Nullable KeyStore keyStore) {
            this.keyStore = keyStore;
            return this;
        }

        /**
         * Makes the exports.
         *
         * @throws IllegalStateException if a required setting is missing
         */
        public Exports build() {
            return new Exports(this);
        }

        private static <T> T required(@Nullable T setting, String name) {
            if (setting == null) {
                throw new IllegalStateException("Exports need " + name);
            }
            return setting;
        }
    }
}
