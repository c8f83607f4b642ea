package dev.ksef.domain.session;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.HashCheck;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.link.SignedLink;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.UpoPage;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches the confirmations of one session; each is checked against the hash that KSeF declares for it. */
public final class UpoDownload {

    /** Several times the largest page. */
    private static final int LARGEST_BYTES = 32 * 1024 * 1024;

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final HashCheck hashes;
    private final ReferenceNumber session;

    UpoDownload(BoundTransport transport, SessionDependencies dependencies, ReferenceNumber session) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.hashes = new HashCheck(dependencies.crypto());
        this.session = session;
    }

    /**
     * Returns the UPO of an invoice, by its reference number in the session.
     *
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo ofInvoice(ReferenceNumber invoice) {
        return checked(api().invoiceUpo(session, invoice));
    }

    /**
     * Returns the UPO of an invoice, by its KSeF number.
     *
     * @throws dev.ksef.model.error.KsefApiException with 21178 if there is no such UPO in the session
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo ofInvoice(KsefNumber invoice) {
        return checked(api().invoiceUpo(session, invoice));
    }

    /**
     * One page of the collective UPO; the session's status names its pages once the session is closed.
     *
     * @throws dev.ksef.model.error.KsefApiException with 21178 if there is no such page
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo page(ReferenceNumber page) {
        return checked(api().upoPage(session, page));
    }

    /**
     * Returns the UPO of an invoice, by the signed link in its status, which is outside all rate limits; by the API where there
     * is no link or it does not serve any more.
     *
     * @param invoice as one of the session's status calls or lists had it
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo ofInvoice(SessionInvoice invoice) {
        return byLink(invoice.upoDownloadUrl()).orElseGet(() -> ofInvoice(invoice.referenceNumber()));
    }

    /**
     * One page of the collective UPO, by its signed link, which is outside all rate limits; by the API where there is no
     * link or it does not serve any more.
     *
     * @param page as the session's status had it
     * @throws dev.ksef.model.error.KsefApiException with 21178 if there is no such page
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo page(UpoPage page) {
        return byLink(page.downloadUrl()).orElseGet(() -> page(page.referenceNumber()));
    }

    /** Links end, are altered on the way or blocked by gateways: whatever the reason, the API has the same document. */
    private Optional<Upo> byLink(@Nullable SignedLink link) {
        if (link == null) {
            return Optional.empty();
        }
        try {
            // Without a hash nothing would tell a page of a firewall from the document.
            return Optional.of(fetched(link))
                    .filter(document -> document.declaredHash() != null)
                    .map(this::checked);
        } catch (IllegalArgumentException | KsefApiException | KsefTransportException unserved) {
            String reason = "its link did not serve: " + unserved.getClass().getSimpleName();
            var about = new CallCorrelation(0, transport.scope().context(), session, null);
            dependencies
                    .listener()
                    .on(new KsefEvent.Retry(
                            "UPO", about, 1, Duration.ZERO, KsefEvent.Retry.Cause.UNSERVED_LINK, reason));
            return Optional.empty();
        }
    }

    private HashedDocument fetched(SignedLink link) {
        var bytes = new ByteArrayOutputStream();
        Deadline deadline = transport.scope().callDeadline(dependencies.time());
        var downloaded = dependencies.storage().download(link, bytes, LARGEST_BYTES, deadline);
        return HashedDocument.of(bytes.toByteArray(), downloaded.declaredHash());
    }

    private SessionApi api() {
        return transport.open(SessionApi.class);
    }

    private Upo checked(HashedDocument document) {
        hashes.of(document, "A UPO of session " + session);
        return Upo.of(document.bytes());
    }
}
