package dev.ksef.simulator.export;

import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.StorageReplies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives the parts of packages out of the storage, by signed link: whole, or a range of them. */
public final class PartDownloadEndpoint {

    private final InstantSource clock;
    private final ExportRegister exports;
    private final StorageLinks links;
    private final DownloadLog downloads;

    public PartDownloadEndpoint(
            InstantSource clock, ExportRegister exports, StorageLinks links, DownloadLog downloads) {
        this.clock = clock;
        this.exports = exports;
        this.links = links;
        this.downloads = downloads;
    }

    public void addTo(RequestRouter router) {
        router.addUncounted("GET", "/storage/00/{export}/invoice-part/{part}", this::give);
    }

    private HttpReply give(HttpRequest request) {
        if (request.header("Authorization").isPresent()) {
            return StorageReplies.error(
                    401, "InvalidAuthenticationInfo", "A signed link must come without Authorization.");
        }
        Instant now = clock.instant();
        if (!links.valid(request, now)) {
            return StorageReplies.forbidden();
        }
        return exports.find(request.pathVariable("export").toUpperCase(Locale.ROOT))
                .flatMap(export -> export.part(request.pathVariable("part"), now))
                .map(part -> give(request, part))
                .orElseGet(() -> StorageReplies.error(404, "BlobNotFound", "The part does not exist."));
    }

    private HttpReply give(HttpRequest request, ExportPart part) {
        downloads.add(request.header("Range").orElse(null));
        boolean ignored = PlannedExportTrouble.RANGE_IGNORED.askedIn(request);
        Optional<ByteRange> range = ignored
                ? Optional.empty()
                : request.header("Range").flatMap(text -> ByteRange.of(text, part.encryptedSize()));
        if (range.isEmpty()) {
            return reply(200, part, new ByteRange(0, part.encryptedSize() - 1));
        }
        ByteRange asked = range.get();
        String size = Integer.toString(part.encryptedSize());
        if (!asked.within(part.encryptedSize())) {
            return StorageReplies.error(416, "InvalidRange", "The range lies beyond the end.")
                    .with("Content-Range", "bytes */" + size);
        }
        return reply(206, part, asked)
                .with("Content-Range", "bytes " + asked.first() + "-" + asked.last() + "/" + size);
    }

    private static HttpReply reply(int status, ExportPart part, ByteRange range) {
        try {
            return new HttpReply(
                    status,
                    Map.of(
                            "Content-Type",
                            "application/octet-stream",
                            "Accept-Ranges",
                            "bytes",
                            "x-ms-meta-hash",
                            part.encryptedHash()),
                    part.read(range));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
