package dev.ksef.domain.session;

import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.HashCheck;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.api.SessionApi;

/** Fetches the confirmations of one session; each is checked against the hash that KSeF declares for it. */
public final class UpoDownload {

    private final BoundTransport transport;
    private final HashCheck hashes;
    private final ReferenceNumber session;

    UpoDownload(BoundTransport transport, CryptoEngine crypto, ReferenceNumber session) {
        this.transport = transport;
        this.hashes = new HashCheck(crypto);
        this.session = session;
    }

    /**
     * The UPO of an invoice, by its reference number in the session.
     *
     * @throws KsefTransportException if what arrived is not what KSeF declared
     */
    public Upo ofInvoice(ReferenceNumber invoice) {
        return checked(api().invoiceUpo(session, invoice));
    }

    /**
     * The UPO of an invoice, by its KSeF number.
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

    private SessionApi api() {
        return transport.open(SessionApi.class);
    }

    private Upo checked(HashedDocument document) {
        hashes.of(document, "A UPO of session " + session);
        return Upo.of(document.bytes());
    }
}
