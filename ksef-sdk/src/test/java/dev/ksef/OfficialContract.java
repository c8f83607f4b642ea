package dev.ksef;

import dev.ksef.openapi.OpenApiCheck;
import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.ExchangeObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between client and simulator and holds every exchange of both against the official OpenAPI file. */
final class OfficialContract implements ExchangeObserver {

    private static final Optional<OpenApiCheck> OFFICIAL =
            SharedFolder.openApiFile().map(OpenApiCheck::load);
    private static final String BASE = "/v2";

    static {
        if (OFFICIAL.isEmpty()) {
            System.out.println("SKIPPED: the official OpenAPI file is not here, so exchanges are not held against it");
        }
    }

    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    @Override
    public void observe(Exchange exchange) {
        exchanges.add(exchange);
        String target = exchange.uri().toString();
        if (OFFICIAL.isPresent() && target.startsWith(BASE)) {
            OFFICIAL.get()
                    .violations(
                            exchange.method(),
                            target.substring(BASE.length()),
                            exchange.requestHeaders(),
                            exchange.requestBody(),
                            exchange.status(),
                            exchange.responseHeaders(),
                            exchange.responseBody())
                    .forEach(violation -> violations.add(exchange + ": " + violation));
        }
    }

    /** What neither client nor simulator may do. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Method, path and status of all exchanges so far. */
    List<String> log() {
        return exchanges.stream()
                .map(exchange -> exchange.method() + " " + exchange.uri().getPath() + " " + exchange.status())
                .toList();
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }
}
