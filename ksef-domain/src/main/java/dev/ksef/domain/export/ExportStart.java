package dev.ksef.domain.export;

import dev.ksef.domain.internal.LimitWaits;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Starts one export as soon as KSeF has a place for it. */
final class ExportStart {

    private static final String PLACE = "A place among the exports under way";

    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    /** How often a start is repeated whose answer did not come: each may have taken a place. */
    private static final int MOST_UNANSWERED = 3;

    private final ExportDependencies dependencies;
    private final ContextIdentifier context;
    private final Deadline deadline;
    private final LimitWaits limits;
    private int unanswered;

    ExportStart(ExportDependencies dependencies, Deadline deadline) {
        this.dependencies = dependencies;
        this.context = Objects.requireNonNull(dependencies.transport().scope().context(), "context");
        this.deadline = deadline;
        this.limits = new LimitWaits(dependencies.polling(), dependencies.time());
    }

    /**
     * Starts an export of what the query finds, for this content key, which is wrapped for KSeF now.
     *
     * @throws KsefApiException if KSeF refuses it
     * @throws dev.ksef.model.error.KsefDeadlineException if KSeF has no place for it by the deadline
     */
    ReferenceNumber start(InvoiceQuery query, ExportOptions options, ContentKey key) {
        // Signing in first sets our clock, by which the Ministry's key is chosen.
        dependencies.transport().scope().bearerSource().bearer(deadline);
        ReferenceNumber started = dependencies
                .polling()
                .at(FIRST_INTERVAL, LONGEST_INTERVAL)
                .awaitReady(PLACE, null, deadline, () -> startedIfThereIsAPlace(query, options, key));
        dependencies.running().started(context, started);
        return started;
    }

    private Optional<ReferenceNumber> startedIfThereIsAPlace(
            InvoiceQuery query, ExportOptions options, ContentKey key) {
        if (dependencies.running().isFull(context)) {
            dependencies.running().of(context).forEach(this::forgetIfEnded);
        }
        if (dependencies.running().isFull(context)) {
            return Optional.empty();
        }
        try {
            return Optional.of(limits.within(deadline, () -> started(query, options, key)));
        } catch (KsefException failed) {
            if (failed instanceof KsefApiException refused && refused.has(ExportResponseCodes.TOO_MANY)) {
                return Optional.empty();
            }
            unanswered++;
            if (!RequestOutcome.isUnknown(failed) || unanswered == MOST_UNANSWERED) {
                throw failed;
            }
            return Optional.empty();
        }
    }

    private ReferenceNumber started(InvoiceQuery query, ExportOptions options, ContentKey key) {
        InvoiceApi api = dependencies.transport().open(InvoiceApi.class, deadline);
        return dependencies.encryption().with(Usage.SYMMETRIC_KEY_ENCRYPTION, deadline, with -> {
            var encryption = dependencies.encryption().buildEncryptionInfo(key, with);
            return api.startExport(
                            new StartExport(encryption, query, options.isOnlyMetadata(), options.compressionType()))
                    .referenceNumber();
        });
    }

    /** What cannot be seen counts as under way. */
    private void forgetIfEnded(ReferenceNumber export) {
        try {
            var answer =
                    dependencies.transport().open(InvoiceApi.class, deadline).exportStatus(export);
            if (answer.status().code() >= ExportResponseCodes.DONE) {
                dependencies.running().ended(context, export);
            }
        } catch (KsefApiException refused) {
            if (!RequestOutcome.isServerError(refused) && !(refused instanceof KsefRateLimitedException)) {
                dependencies.running().ended(context, export);
            }
        } catch (KsefTransportException unseen) {
            // It is looked at again.
        }
    }
}
