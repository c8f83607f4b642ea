package dev.ksef.domain.export;

import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the exports of one view share.
 *
 * @param clock KSeF's clock
 * @param running the exports of all views of the client that are under way
 * @param keptKeys content keys in a store; null if they are kept in memory only
 */
record ExportDependencies(
        BoundTransport transport,
        EncryptionService encryption,
        CryptoEngine crypto,
        StorageTransfer storage,
        List<PackageArchiver> archivers,
        InvoiceMetadataFormat metadataFormat,
        RunningExports running,
        StatusPolling polling,
        InstantSource clock,
        Time time,
        KsefListener listener,
        @Nullable KeptKeys keptKeys) {

    PackageArchiver archiver(CompressionType form) {
        return archivers.stream()
                .filter(archiver -> archiver.compressionType() == form)
                .findFirst()
                .orElseThrow(() -> new KsefStorageException(
                        "The package is a " + form.value() + " archive, and the client has no archiver for these",
                        null));
    }
}
