package dev.ksef;

import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;

/**
 * A transport whose calls carry the headers of a client, also where no view makes them: sign-ins, public calls. A scope with
 * headers of its own has those of the client among them.
 */
record HeadedTransport(Transport transport, CallHeaders headers) implements Transport {

    static Transport of(Transport transport, CallHeaders headers) {
        return headers.isEmpty() ? transport : new HeadedTransport(transport, headers);
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        return transport.open(api, scope.headers().isEmpty() ? scope.with(headers) : scope);
    }

    @Override
    public void close() {
        transport.close();
    }
}
