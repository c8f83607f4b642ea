package dev.ksef.simulator.batch;

import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.StorageReplies;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Takes the parts of packages into the storage, by signed link. */
public final class PartUploadEndpoint {

    static final String METHOD = "PUT";
    static final String BLOB_TYPE = "x-ms-blob-type";
    static final String BLOCK_BLOB = "BlockBlob";

    /** Somewhat more than a part may have, so that one that is too large is refused only when its session is closed. */
    private static final long MOST_BYTES = 105_000_000;

    private final InstantSource clock;
    private final SessionRegister sessions;
    private final StorageLinks links;
    private final StorageFolder folder;

    public PartUploadEndpoint(InstantSource clock, SessionRegister sessions, StorageLinks links, StorageFolder folder) {
        this.clock = clock;
        this.sessions = sessions;
        this.links = links;
        this.folder = folder;
    }

    public void addTo(RequestRouter router) {
        router.addUpload(METHOD, "/storage/00/{session}/batch-parts/{ordinalNumber}", this::take);
    }

    private HttpReply take(HttpRequest request) {
        if (request.header("Authorization").isPresent()) {
            return StorageReplies.error(
                    401, "InvalidAuthenticationInfo", "A signed link must come without Authorization.");
        }
        // Only the beginning of an upload must be in time.
        if (!links.valid(request, clock.instant())) {
            return StorageReplies.forbidden();
        }
        Optional<HttpReply> wrong = wrongHeader(request);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return sessions.find(request.pathVariable("session").toUpperCase(Locale.ROOT))
                .filter(SimulatedBatchSession.class::isInstance)
                .map(session -> keep((SimulatedBatchSession) session, request))
                .orElseGet(StorageReplies::forbidden);
    }

    private static Optional<HttpReply> wrongHeader(HttpRequest request) {
        String type = request.header(BLOB_TYPE).orElse("");
        if (!type.equals(BLOCK_BLOB)) {
            return Optional.of(StorageReplies.error(
                    400,
                    type.isEmpty() ? "MissingRequiredHeader" : "InvalidHeaderValue",
                    "The header " + BLOB_TYPE + " must be " + BLOCK_BLOB + "."));
        }
        Optional<String> length = request.header("Content-Length");
        if (length.isEmpty()) {
            return Optional.of(
                    StorageReplies.error(411, "MissingContentLengthHeader", "The length must be told beforehand."));
        }
        return Long.parseLong(length.get()) > MOST_BYTES
                ? Optional.of(StorageReplies.error(413, "RequestBodyTooLarge", "The body is too large."))
                : Optional.empty();
    }

    private HttpReply keep(SimulatedBatchSession session, HttpRequest request) {
        Instant now = clock.instant();
        int ordinalNumber = Integer.parseInt(request.pathVariable("ordinalNumber"));
        if (!session.takesParts(now)) {
            return StorageReplies.forbidden();
        }
        UploadedPart part;
        try {
            part = UploadedPart.receive(request.upload(), folder);
        } catch (IOException brokenOff) {
            return HttpReply.none();
        }
        if (session.keep(ordinalNumber, part, now)) {
            return HttpReply.empty(201);
        }
        part.delete();
        return StorageReplies.forbidden();
    }
}
