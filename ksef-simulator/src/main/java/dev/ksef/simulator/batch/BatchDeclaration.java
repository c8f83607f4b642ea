package dev.ksef.simulator.batch;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the client declared of a package when it opened the session.
 *
 * @param size bytes of the whole archive before encryption
 * @param hash the SHA-256 of the whole archive before encryption, in Base64
 * @param parts in the order of their ordinal numbers, which run from 1
 */
record BatchDeclaration(long size, String hash, ArchiveFormat format, List<DeclaredPart> parts, boolean offlineMode) {

    static final int MAX_PARTS = 50;
    private static final long MAX_BYTES = 5_000_000_000L;
    private static final Duration WINDOW_PER_PART = Duration.ofMinutes(20);

    /** Reads the request. What is wrong with its fields only its check tells. */
    static BatchDeclaration of(JsonBody body) {
        JsonBody file = body.object("batchFile");
        long size = file.positive("fileSize");
        if (size > MAX_BYTES) {
            file.problem("fileSize", "must be between 1 and " + MAX_BYTES);
        }
        return new BatchDeclaration(
                size,
                file.sha256("fileHash"),
                format(file.optionalChoice("compressionType", Set.of("Zip", "TarGz"))),
                file.objects("fileParts").stream()
                        .map(DeclaredPart::of)
                        .sorted(Comparator.comparingInt(DeclaredPart::ordinalNumber))
                        .toList(),
                body.flag("offlineMode"));
    }

    private static ArchiveFormat format(@Nullable String compressionType) {
        return "TarGz".equals(compressionType) ? ArchiveFormat.TAR_GZ : ArchiveFormat.ZIP;
    }

    /**
     * Requires parts that KSeF takes.
     *
     * @throws BadRequest 21161 if they are too many, 21157 if one is too large, 21405 if their numbers do not run from 1
     */
    void requireParts() {
        if (parts.size() > MAX_PARTS) {
            throw BatchRefusals.tooManyParts(parts.size());
        }
        List<DeclaredPart> tooLarge =
                parts.stream().filter(DeclaredPart::tooLarge).toList();
        if (!tooLarge.isEmpty()) {
            throw BatchRefusals.partsTooLarge(tooLarge);
        }
        boolean numbered =
                IntStream.range(0, parts.size()).allMatch(i -> parts.get(i).ordinalNumber() == i + 1);
        if (!numbered || parts.isEmpty()) {
            throw BadRequest.invalidInput("'batchFile.fileParts' must be numbered from 1 without gaps.");
        }
    }

    /** How long uploads may be started for after the session was opened. */
    Duration uploadWindow() {
        return WINDOW_PER_PART.multipliedBy(parts.size());
    }
}
