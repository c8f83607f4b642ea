package dev.ksef.domain.session;

import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.model.FormCode;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.api.BatchSessionApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions. When an answer does not come, the list of sessions is looked at before another is made. The list
 * does not show which key a session was opened with, so that a session which may be ours is told of and left alone.
 */
final class SessionOpening {

    /** By how much {@link SessionDependencies#clock} may differ from KSeF's clock. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    private final BoundTransport transport;
    private final SessionDependencies dependencies;

    SessionOpening(BoundTransport transport, SessionDependencies dependencies) {
        this.transport = transport;
        this.dependencies = dependencies;
    }

    /**
     * Opens a session by the deadline, with a content key that is wrapped for KSeF now, and kept where keys are kept.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the key cannot be kept by the deadline; the session stays empty and ends by itself
     */
    OnlineSessionOpened open(FormCode formCode, ContentKey contentKey, Deadline deadline) {
        OnlineSessionOpened opened = opened(formCode, contentKey, deadline);
        KeptKeys keptKeys = dependencies.keptKeys();
        if (keptKeys != null) {
            keptKeys.keep(opened.referenceNumber(), contentKey, deadline);
        }
        return opened;
    }

    /** Opens a batch session for a package by the deadline, with the package's key, which is wrapped for KSeF now. */
    BatchSessionOpened open(InvoicePackage invoices, Deadline deadline) {
        PackageOptions options = invoices.plan().options();
        BatchSessionApi api = transport.open(BatchSessionApi.class, deadline);
        return opened(
                SessionType.BATCH,
                invoices.key(),
                deadline,
                encryption -> api.open(OpenBatchSession.of(options.formCode(), invoices.file(), encryption)
                        .withOfflineMode(options.offlineMode())));
    }

    private OnlineSessionOpened opened(FormCode formCode, ContentKey contentKey, Deadline deadline) {
        OnlineSessionApi api = transport.open(OnlineSessionApi.class, deadline);
        return opened(
                SessionType.ONLINE,
                contentKey,
                deadline,
                encryption -> api.open(OpenOnlineSession.of(formCode, encryption)));
    }

    private <T> T opened(
            SessionType type, ContentKey contentKey, Deadline deadline, Function<EncryptionInfo, T> opening) {
        // Signing in first sets our clock, by which the Ministry's key is chosen.
        transport.scope().bearerSource().bearer(deadline);
        return dependencies.encryption().with(Usage.SYMMETRIC_KEY_ENCRYPTION, deadline, key -> {
            EncryptionInfo encryption = dependencies.encryption().buildEncryptionInfo(contentKey, key);
            return untilAnswered(type, () -> opening.apply(encryption), deadline);
        });
    }

    private <T> T untilAnswered(SessionType type, Supplier<T> opening, Deadline deadline) {
        OffsetDateTime begun = aLittleEarlier();
        for (int attempt = 1; ; attempt++) {
            try {
                return opening.get();
            } catch (KsefException unanswered) {
                if (!RequestOutcome.isUnknown(unanswered)) {
                    throw unanswered;
                }
                look(type, begun, deadline, unanswered);
                if (attempt == SendReconciliation.MOST_ATTEMPTS || isOver(deadline)) {
                    tell(null, Step.GIVEN_UP);
                    throw unanswered;
                }
                tell(null, Step.REPEATED);
            }
        }
    }

    /** Looks once, in half of the time left. A failure of the look is no failure of the opening. */
    private void look(SessionType type, OffsetDateTime begun, Deadline deadline, KsefException unanswered) {
        tell(null, Step.LOOKING);
        try {
            unclaimed(type, begun, halfWayTo(deadline)).forEach(session -> tell(session, Step.UNCLAIMED));
        } catch (KsefException blind) {
            unanswered.addSuppressed(blind);
            tell(null, Step.BLIND);
        }
    }

    private List<ReferenceNumber> unclaimed(SessionType type, OffsetDateTime begun, Deadline deadline) {
        SessionApi api = transport.open(SessionApi.class, deadline);
        var filter = SessionFilter.builder(type)
                .pageSize(SessionDependencies.PAGE_SIZE)
                .dateCreatedFrom(begun)
                .build();
        return ContinuationPages.stream(token -> api.list(filter, token))
                .filter(SessionOpening::mayBeOurs)
                .map(SessionSummary::referenceNumber)
                .toList();
    }

    private static boolean mayBeOurs(SessionSummary session) {
        return session.status() != null
                && session.status().code() == SessionResponseCodes.OPEN
                && (session.totalInvoiceCount() == null || session.totalInvoiceCount() == 0);
    }

    private OffsetDateTime aLittleEarlier() {
        return dependencies.clock().instant().minusMillis(CLOCK_MARGIN_MILLIS).atOffset(ZoneOffset.UTC);
    }

    private Deadline halfWayTo(Deadline deadline) {
        return new Deadline(deadline.atMillis() - deadline.remainingMillis(dependencies.time()) / 2);
    }

    private boolean isOver(Deadline deadline) {
        return Thread.currentThread().isInterrupted() || deadline.hasPassed(dependencies.time());
    }

    private void tell(@Nullable ReferenceNumber session, Step step) {
        dependencies.listener().on(new KsefEvent.Reconciling("Opening", session, step));
    }
}
