package dev.ksef.domain.submission;

import static dev.ksef.domain.submission.JournalWords.ARCHIVE_HASH;
import static dev.ksef.domain.submission.JournalWords.ARCHIVE_SIZE;
import static dev.ksef.domain.submission.JournalWords.COMPRESSION;
import static dev.ksef.domain.submission.JournalWords.KEPT_KEY;
import static dev.ksef.domain.submission.JournalWords.PARTS;
import static dev.ksef.domain.submission.JournalWords.PART_SIZE;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.BatchFile;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.batch.CompressionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The package of a batch session, as the journal knows it.
 *
 * @param file what KSeF was told of it
 * @param partBytes the size of a part before encryption; only the last one is smaller
 * @param keptKey the local id by which its content key is kept; null if it is not
 * @param sealedLinks how its parts are uploaded, as {@link SealedLinks} sealed it; null while that is not known
 * @param openedAt when its session was opened, by KSeF's clock; null while it is not
 * @param uploaded the ordinal numbers of the parts that are in KSeF's storage for certain
 */
record DeclaredPackage(
        BatchFile file,
        long partBytes,
        @Nullable ReferenceNumber keptKey,
        @Nullable String sealedLinks,
        @Nullable Instant openedAt,
        Set<Integer> uploaded) {

    private static final String BETWEEN_PARTS = ",";
    private static final String BETWEEN_VALUES = ":";

    DeclaredPackage {
        uploaded = Set.copyOf(uploaded);
    }

    static DeclaredPackage of(BatchFile file, long partBytes, @Nullable ReferenceNumber keptKey) {
        return new DeclaredPackage(file, partBytes, keptKey, null, null, Set.of());
    }

    /** Tells whether all its parts are in KSeF's storage. */
    boolean isUploaded() {
        return uploaded.size() == file.fileParts().size();
    }

    DeclaredPackage opened(@Nullable String links, Instant at) {
        return new DeclaredPackage(file, partBytes, keptKey, links, at, uploaded);
    }

    DeclaredPackage uploaded(int part) {
        Set<Integer> more = new HashSet<>(uploaded);
        more.add(part);
        return new DeclaredPackage(file, partBytes, keptKey, sealedLinks, openedAt, more);
    }

    /** Returns what is written before its session is opened. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put(ARCHIVE_SIZE, String.valueOf(file.fileSize()));
        values.put(ARCHIVE_HASH, file.fileHash().value());
        values.put(PART_SIZE, String.valueOf(partBytes));
        values.put(COMPRESSION, file.compressionType().value());
        values.put(
                PARTS,
                file.fileParts().stream()
                        .map(part -> part.fileSize()
                                + BETWEEN_VALUES
                                + part.fileHash().value())
                        .collect(Collectors.joining(BETWEEN_PARTS)));
        if (keptKey != null) {
            values.put(KEPT_KEY, keptKey.value());
        }
        return values;
    }

    /**
     * Returns what was written; null if an earlier version wrote nothing of its package.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static @Nullable DeclaredPackage of(Map<String, String> values) {
        if (!values.containsKey(PARTS)) {
            return null;
        }
        var file = BatchFile.of(
                Long.parseLong(values.getOrDefault(ARCHIVE_SIZE, "")),
                new Sha256(values.getOrDefault(ARCHIVE_HASH, "")),
                compression(values.getOrDefault(COMPRESSION, "")),
                parts(values.getOrDefault(PARTS, "")));
        String keptKey = values.get(KEPT_KEY);
        return of(
                file,
                Long.parseLong(values.getOrDefault(PART_SIZE, "")),
                keptKey == null ? null : new ReferenceNumber(keptKey));
    }

    private static CompressionType compression(String value) {
        return Arrays.stream(CompressionType.values())
                .filter(type -> type.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No known compression: " + value));
    }

    private static List<BatchFilePart> parts(String text) {
        List<BatchFilePart> parts = new ArrayList<>();
        for (String part : text.split(BETWEEN_PARTS, -1)) {
            int end = Math.max(0, part.indexOf(BETWEEN_VALUES));
            parts.add(BatchFilePart.of(
                    parts.size() + 1, Long.parseLong(part.substring(0, end)), Sha256.of(part.substring(end + 1))));
        }
        return parts;
    }

    @Override
    public String toString() {
        return "DeclaredPackage[" + uploaded.size() + " of " + file.fileParts().size() + " parts uploaded]";
    }
}
