package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.session.internal.SessionServices;
import dev.ksef.model.FormCode;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
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
     * answer, the list of sessions is looked at and another is made, all within the time of one call: a session that was
     * opened unseen stays empty and has no effect, and a {@link dev.ksef.port.event.KsefEvent.Reconciling} names it.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public OnlineSession openOnline(FormCode formCode, ContentKey contentKey) {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(contentKey, "contentKey");
        Deadline deadline = transport.scope().callDeadline(services.time());
        ReferenceNumber opened = new SessionOpening(transport, services)
                .open(formCode, contentKey, deadline)
                .referenceNumber();
        return new OnlineSession(transport, services, opened, formCode, contentKey.copy());
    }

    /** Opens online sessions one after the other, as one, with the usual limits of KSeF. */
    public RollingOnlineSession openRollingOnline(FormCode formCode) {
        return openRollingOnline(formCode, RollOver.USUAL);
    }

    /**
     * Opens online sessions one after the other, as one: the first of them now.
     *
     * @throws dev.ksef.model.error.KsefApiException if KSeF refuses
     */
    public RollingOnlineSession openRollingOnline(FormCode formCode, RollOver rollOver) {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(rollOver, "rollOver");
        return new RollingOnlineSession(transport, services, formCode, rollOver);
    }

    /**
     * Goes on with an online session that was opened earlier or elsewhere, with the content key it was opened with; how to
     * keep that, {@link ContentKey} says. No call is made. The session works on a copy of the key.
     * What structure it was opened for is not known here, so that an invoice of another one is found by KSeF only.
     */
    public OnlineSession resumeOnline(ReferenceNumber session, ContentKey contentKey) {
        return new OnlineSession(
                transport, services, Objects.requireNonNull(session, "session"), null, contentKey.copy());
    }

    /**
     * Goes on with an online session that was opened earlier or elsewhere, with the content key that the client's key store
     * keeps for it.
     *
     * @throws KsefException if the client has no key store, or none of its keys is this session's
     * @throws dev.ksef.model.error.KsefStorageException if the store cannot be read
     */
    public OnlineSession resumeOnline(ReferenceNumber session) {
        try (ContentKey kept = keptKey(session)) {
            return resumeOnline(session, kept);
        }
    }

    private ContentKey keptKey(ReferenceNumber session) {
        if (services.keyStore() == null) {
            throw new KsefException("The content key of session " + session
                    + " is not known: give the client a key store, or resume it with its key");
        }
        return services.keyStore()
                .find(session)
                .orElseThrow(() -> new KsefException("The key store has no content key for session " + session
                        + ": it was closed, or opened without this store"));
    }

    /** How far a session is: one call. */
    public SessionStatus status(ReferenceNumber session) {
        return transport.open(SessionApi.class).status(session);
    }

    /**
     * Waits until KSeF has processed a session that was closed here or elsewhere, and yields its final status with the pages
     * of its UPO.
     *
     * @throws KsefProcessingException if it ends without a good invoice: 415 key, 440 nothing sent, 445 none accepted
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not done in time
     */
    public SessionStatus awaitProcessed(ReferenceNumber session, Duration patience) {
        return new SessionProcessing(transport, services, session).await(patience);
    }

    /** The sessions of this context, fetched page by page as they are read. */
    public Stream<SessionSummary> stream(SessionFilter filter) {
        SessionApi api = transport.open(SessionApi.class);
        return ContinuationPages.stream(token -> api.list(filter, token));
    }

    /** The confirmations of a session. */
    public UpoDownload upo(ReferenceNumber session) {
        return new UpoDownload(transport, services, session);
    }
}
