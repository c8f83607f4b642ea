package dev.ksef.simulator.export;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceQuery;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.storage.StorageLinks.Link;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** An export: what was asked for, and the package once somebody looks at it. Thread-safe. */
final class InvoiceExport {

    /**
     * Whose export it is, and when.
     *
     * @param subject who signed in, in whatever form
     * @param endsAt when it is done; {@link Instant#MAX} if it hangs for ever
     */
    record Request(String referenceNumber, LoginContext context, String subject, Instant requestedAt, Instant endsAt) {}

    private final Request request;
    private final ExportOrder order;
    private final ExportTerms terms;
    private final StorageFolder folder;
    private final ExportOutcome outcome;
    private @Nullable ExportPackage made;
    private int timesMade;

    InvoiceExport(Request request, ExportOrder order, ExportTerms terms, ExportOutcome outcome, StorageFolder folder) {
        this.request = request;
        this.order = order;
        this.terms = terms;
        this.outcome = outcome;
        this.folder = folder;
    }

    Request request() {
        return request;
    }

    boolean running(Instant now) {
        return told(now) && now.isBefore(request.endsAt());
    }

    /** Whether its status is still told. */
    boolean told(Instant now) {
        return now.isBefore(request.requestedAt().plus(terms.statusLife()));
    }

    private boolean downloadable(Instant now) {
        return !now.isBefore(request.endsAt()) && outcome.success() && now.isBefore(packageEnd());
    }

    private Instant packageEnd() {
        return request.endsAt().plus(terms.packageLife());
    }

    /** A part that can be downloaded now. */
    Optional<ExportPart> part(String name, Instant now) {
        return downloadable(now) ? content().part(name) : Optional.empty();
    }

    /** Makes the package anew, with other bytes: links that were given out lead to those then. */
    synchronized void makeAnew() {
        if (made != null) {
            made.delete();
            made = null;
        }
        timesMade++;
    }

    /**
     * The status as the API tells it.
     *
     * @param links makes the link to the part with a name
     */
    ObjectNode json(Function<String, Link> links, Instant now) {
        ProcessingStatus status = status(now);
        ObjectNode json = JsonTrees.object();
        json.set("status", status.json());
        if (now.isBefore(request.endsAt())) {
            return json;
        }
        json.put("completedDate", KsefTimestamps.json(request.endsAt()));
        if (outcome.success()) {
            json.put("packageExpirationDate", KsefTimestamps.json(packageEnd()));
        }
        if (status.success()) {
            json.set("package", packageJson(links));
        }
        return json;
    }

    private ProcessingStatus status(Instant now) {
        if (now.isBefore(request.endsAt())) {
            return ExportStatuses.RUNNING;
        }
        if (!outcome.success()) {
            return outcome.status();
        }
        return downloadable(now) ? ExportStatuses.DONE : ExportStatuses.EXPIRED;
    }

    private ObjectNode packageJson(Function<String, Link> links) {
        ExportPackage content = content();
        FoundInvoices found = outcome.requireFound();
        InvoiceQuery.DateRange dates = order.filters().dates();
        ObjectNode json =
                JsonTrees.object().put("invoiceCount", found.invoices().size()).put("size", content.size());
        ArrayNode parts = json.putArray("parts");
        content.parts().forEach(part -> parts.add(part.json(links.apply(part.name()))));
        json.put("isTruncated", found.truncated());
        if (found.truncated()) {
            json.put("last" + dates.type() + "Date", dates.written(found.last()));
        }
        if (found.mark() != null) {
            json.put("permanentStorageHwmDate", KsefTimestamps.json(found.mark()));
        }
        return json.put("compressionType", order.compression().text());
    }

    private synchronized ExportPackage content() {
        if (made == null) {
            made = outcome.requireFound().invoices().isEmpty() ? ExportPackage.empty() : make();
        }
        return made;
    }

    private ExportPackage make() {
        Path archive = null;
        try {
            archive = folder.newFile();
            order.compression()
                    .write(
                            PackageEntry.of(outcome.requireFound().invoices(), order.onlyMetadata()),
                            archive,
                            timesMade % 2 == 0 ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION,
                            terms.gzipMembers(),
                            request.endsAt());
            return ExportPackage.cut(
                    archive,
                    request.referenceNumber(),
                    order.compression().extension(),
                    terms.partBytes(),
                    outcome.requireKey(),
                    folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            if (archive != null) {
                StorageFolder.delete(archive);
            }
        }
    }
}
