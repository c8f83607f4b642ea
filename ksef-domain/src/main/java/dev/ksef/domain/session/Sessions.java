package dev.ksef.domain.session;

import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.ContinuationPages;
import dev.ksef.model.ContentKey;
import dev.ksef.model.FormCode;
import dev.ksef.model.PublicKeyCertificate.Usage;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.port.Deadline;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefEvent.Reconciling.Step;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import java.util.Objects;
import java.util.stream.Stream;

/** The sessions of one context. */
public final class Sessions {

    private final BoundTransport transport;
    private final SessionServices services;

    public Sessions(BoundTransport transport, SessionServices services) {
        this.transport = transport;
        this.services = services;
    }

    /** Opens an online session with a new content key, which lives as long as the session object. */
    public OnlineSession openOnline(FormCode formCode) {
        try (ContentKey fresh = services.crypto().newContentKey()) {
            return openOnline(formCode, fresh);
        }
    }

    /**
     * Opens an online session with a content key of one's own; the session works on a copy of it. When an opening gets no
     * answer another one is made: a session that was opened unseen stays empty and has no effect.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public OnlineSession openOnline(FormCode formCode, ContentKey contentKey) {
        for (int attempt = 1; ; attempt++) {
            try {
                ReferenceNumber opened = opened(formCode, contentKey);
                return new OnlineSession(transport, services, opened, formCode, contentKey.copy());
            } catch (KsefException unanswered) {
                if (attempt == Reconciliation.MOST_ATTEMPTS || !Reconciliation.isUnknown(unanswered)) {
                    throw unanswered;
                }
                // Whether an open session of the list is ours cannot be seen, and an empty one has no effect.
                services.listener().on(new KsefEvent.Reconciling("Opening", null, Step.REPEATED));
            }
        }
    }

    private ReferenceNumber opened(FormCode formCode, ContentKey contentKey) {
        Deadline deadline = transport.scope().callDeadline(services.time());
        OnlineSessionApi api = transport.open(OnlineSessionApi.class, deadline);
        // Signing in first sets our clock, by which the Ministry's key is chosen.
        transport.scope().bearerSource().bearer(deadline);
        return services.encryption()
                .with(
                        Usage.SYMMETRIC_KEY_ENCRYPTION,
                        deadline,
                        key -> api.open(new OpenOnlineSession(
                                formCode, services.encryption().encryptionInfo(contentKey, key))))
                .referenceNumber();
    }

    /**
     * Goes on with an online session that was opened earlier or elsewhere, with the content key it was opened with. What
     * structure it was opened for is not known here, so an invoice of another one is found by KSeF only.
     */
    public OnlineSession resumeOnline(ReferenceNumber session, ContentKey contentKey) {
        return new OnlineSession(
                transport, services, Objects.requireNonNull(session, "session"), null, contentKey.copy());
    }

    /** How far a session is: one call. */
    public SessionStatus status(ReferenceNumber session) {
        return transport.open(SessionApi.class).status(session);
    }

    /** The sessions of this context, fetched page by page as they are read. */
    public Stream<SessionSummary> stream(SessionFilter filter) {
        SessionApi api = transport.open(SessionApi.class);
        return ContinuationPages.stream(token -> api.list(filter, token));
    }

    /** The confirmations of a session. */
    public UpoDownload upo(ReferenceNumber session) {
        return new UpoDownload(transport, services.crypto(), session);
    }
}
