package dev.ksef;

import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.domain.invoice.InvoiceServices;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.session.SessionServices;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.api.AuthSessionApi;
import java.time.Duration;

/** What a client can do on behalf of one context. Cheap to make and to keep; safe for many threads. */
public final class KsefView {

    private final ContextIdentifier context;
    private final BoundTransport transport;
    private final SessionServices services;
    private final InvoiceServices invoiceServices;
    private final TokenProvider tokens;

    KsefView(
            ContextIdentifier context,
            BoundTransport transport,
            SessionServices services,
            InvoiceServices invoiceServices,
            TokenProvider tokens) {
        this.context = context;
        this.transport = transport;
        this.services = services;
        this.invoiceServices = invoiceServices;
        this.tokens = tokens;
    }

    /** Whom it acts for. */
    public ContextIdentifier context() {
        return context;
    }

    /** The same with another time for each call, waits and repetitions included. */
    public KsefView within(Duration timeout) {
        return new KsefView(context, transport.within(timeout), services, invoiceServices, tokens);
    }

    /** Sending invoices, and what became of them. */
    public Sessions sessions() {
        return new Sessions(transport, services);
    }

    /** The invoices in KSeF that concern this context. */
    public Invoices invoices() {
        return new Invoices(transport, invoiceServices);
    }

    /** The sign-ins of this context. */
    public AuthSessionApi authSessions() {
        return transport.open(AuthSessionApi.class);
    }

    /** Any API of {@code dev.ksef.port.api}, or an interface of one's own declared in the same way. */
    public <A> A open(Class<A> api) {
        return transport.open(api);
    }

    /** Ends the authentication session of this context and forgets its tokens; the next call signs in anew. */
    public void signOut() {
        tokens.signOut(context, transport.scope().callDeadline(services.time()));
    }

    @Override
    public String toString() {
        return "KSeF on behalf of " + context;
    }
}
