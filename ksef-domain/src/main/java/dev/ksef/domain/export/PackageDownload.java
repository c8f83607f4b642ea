package dev.ksef.domain.export;

import dev.ksef.domain.internal.PartWorkers;
import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.domain.internal.TransferProgress;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.port.time.Deadline;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Fetches the parts of one package, several at a time, and checks each before anything of it is used. */
final class PackageDownload {

    private final ExportDependencies dependencies;
    private final ReferenceNumber export;
    private final ExportedPackage described;
    private final ContentKey key;
    private final ExportOptions options;
    private final Supplier<ExportedPackage> again;
    private final Deadline deadline;
    private final PrivateDirectory directory;
    private final Map<Integer, FetchedPart> fetched = new ConcurrentHashMap<>();
    private final Map<Integer, ExportedPart> known = new ConcurrentHashMap<>();

    private PackageDownload(
            ExportDependencies dependencies,
            ReferenceNumber export,
            ExportedPackage described,
            ContentKey key,
            ExportOptions options,
            Supplier<ExportedPackage> again,
            Deadline deadline,
            PrivateDirectory directory) {
        this.dependencies = dependencies;
        this.export = export;
        this.described = described;
        this.key = key;
        this.options = options;
        this.again = again;
        this.deadline = deadline;
        this.directory = directory;
    }

    /**
     * Fetches a package.
     *
     * @param key of which the package makes a copy
     * @param again asks what KSeF tells of the package now, with new links
     * @return the package, which the caller closes
     */
    static FetchedPackage of(
            ExportDependencies dependencies,
            ReferenceNumber export,
            ExportedPackage described,
            ContentKey key,
            ExportOptions options,
            Supplier<ExportedPackage> again,
            Deadline deadline) {
        PrivateDirectory directory = PrivateDirectory.below(options.directory());
        boolean whole = false;
        try {
            FetchedPackage fetched = new PackageDownload(
                            dependencies, export, described, key, options, again, deadline, directory)
                    .fetched();
            whole = true;
            return fetched;
        } finally {
            if (!whole) {
                directory.close();
            }
        }
    }

    private FetchedPackage fetched() {
        List<ExportedPart> parts = described.parts().stream()
                .sorted(Comparator.comparing(ExportedPart::ordinalNumber))
                .toList();
        refuseGaps(parts);
        refuseFullDisk(parts);
        parts.forEach(part -> known.put(part.ordinalNumber(), part));
        var workers = new PartWorkers<ExportedPart>(
                new PartWorkers.Terms(
                        "ksef-download",
                        export,
                        "the parts of export " + export + " were fetched",
                        "Not all parts of export " + export + " were fetched when the deadline came; fetch it again"),
                dependencies.time(),
                deadline);
        var progress =
                new TransferProgress("Download", export, sizes(parts), dependencies.time(), dependencies.listener());
        workers.run(
                parts,
                options.downloadsAtATime(),
                part -> fetched.put(
                        part.ordinalNumber(),
                        new PartDownload(
                                        dependencies,
                                        export,
                                        part,
                                        key,
                                        options,
                                        this::described,
                                        workers,
                                        progress,
                                        directory)
                                .fetched(deadline)));
        return new FetchedPackage(
                dependencies,
                export,
                described,
                parts.stream().map(part -> fetched.get(part.ordinalNumber())).toList(),
                key.copy(),
                directory);
    }

    /** Returns what KSeF tells of a part now. It alone may be another one: parts of two packages do not fit together. */
    private ExportedPart described(ExportedPart before) {
        List<ExportedPart> now = again.get().parts();
        ExportedPart own = null;
        boolean same = now.size() == known.size();
        for (ExportedPart part : now) {
            if (part.ordinalNumber().equals(before.ordinalNumber())) {
                own = part;
            } else {
                same = same && isKnown(part);
            }
        }
        if (own == null || !same) {
            throw new KsefExportLostException(
                    export, Reason.CHANGED, "KSeF made its package anew, with other parts, while it was fetched", null);
        }
        known.put(own.ordinalNumber(), own);
        return own;
    }

    private boolean isKnown(ExportedPart part) {
        ExportedPart before = known.get(part.ordinalNumber());
        return before != null && PartDownload.isSame(part, before);
    }

    private void refuseGaps(List<ExportedPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).ordinalNumber() != i + 1) {
                throw new KsefExportLostException(
                        export, Reason.INCOMPLETE, "KSeF described its package without part " + (i + 1), null);
            }
        }
    }

    private void refuseFullDisk(List<ExportedPart> parts) {
        long needed = sizes(parts).values().stream().mapToLong(Long::longValue).sum();
        try {
            long free = directory.freeBytes();
            if (free < needed) {
                throw new KsefStorageException(
                        "The disk with " + directory + " has " + free + " bytes left, but the package of export "
                                + export + " needs " + needed + ": free some, or name a folder on another disk",
                        null);
            }
        } catch (IOException unreadable) {
            throw new KsefStorageException("The disk with " + directory + " does not tell its free space", unreadable);
        }
    }

    private static Map<Integer, Long> sizes(List<ExportedPart> parts) {
        return parts.stream().collect(Collectors.toMap(ExportedPart::ordinalNumber, part -> {
            Long size = part.encryptedPartSize();
            return size == null || size < 0 ? 0 : size;
        }));
    }
}
