package dev.ksef.benchmarks;

import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.internal.ListenerGroup;
import java.util.List;

/** A transport that writes the body of each request as the real one does, and answers at once instead of sending it. */
final class JsonOnlySending implements Transport, OnlineSessionApi {

    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-2A7E21F000-E5D5F0F9C2-1D");
    private static final InvoiceSent SENT = new InvoiceSent(ReferenceNumber.of("20261102-EE-2A7E21F000-E5D5F0F9C2-2C"));

    private final JsonCodec json = new JsonCodec(ListenerGroup.of(List.of()));
    private byte[] body = {};

    /** The body of the last request. */
    byte[] body() {
        return body;
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        return api.cast(this);
    }

    @Override
    public OnlineSessionOpened open(OpenOnlineSession request) {
        return new OnlineSessionOpened(SESSION, null);
    }

    @Override
    public InvoiceSent send(ReferenceNumber session, SendInvoice request) {
        body = json.write(request);
        return SENT;
    }

    @Override
    public void close(ReferenceNumber session) {}

    @Override
    public void close() {}
}
