package dev.ksef.simulator;

import com.sun.net.httpserver.Headers;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Passes requests and their answers to an observer, as exchanges. Logs what the observer throws. */
final class ExchangeReport implements BiConsumer<HttpRequest, HttpReply> {

    private static final Logger LOG = System.getLogger(ExchangeReport.class.getName());

    /** Sees nothing, so that no exchange is made for it. */
    static final ExchangeObserver NOBODY = exchange -> {};

    private final ExchangeObserver observer;

    ExchangeReport(ExchangeObserver observer) {
        this.observer = observer;
    }

    @Override
    public void accept(HttpRequest request, HttpReply reply) {
        if (observer == NOBODY) {
            return;
        }
        try {
            observer.observe(exchange(request, reply));
        } catch (RuntimeException | AssertionError observerFailed) {
            LOG.log(Level.WARNING, "The exchange observer failed", observerFailed);
        }
    }

    private static Exchange exchange(HttpRequest request, HttpReply reply) {
        Headers headers = new Headers();
        reply.headers().forEach(headers::set);
        Map<String, List<String>> responseHeaders = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, header -> List.copyOf(header.getValue())));
        byte[] body = request.method().equals("HEAD") ? new byte[0] : reply.body();
        return new Exchange(
                request.method(),
                request.uri(),
                request.headers(),
                request.body(),
                reply.status(),
                responseHeaders,
                body);
    }
}
