package dev.ksef.examples;

import dev.ksef.openapi.OpenApiCheck;
import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.ExchangeObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between an example and the simulator and holds every exchange of both against the official OpenAPI file. */
public final class OfficialContract implements ExchangeObserver {

    private static final String BASE = "/v2";
    private static final Optional<OpenApiCheck> OFFICIAL =
            SharedFolder.openApiFile().map(OpenApiCheck::load);

    static {
        if (OFFICIAL.isEmpty()) {
            System.out.println("SKIPPED: the official OpenAPI file is not here, so exchanges are not held against it");
        }
    }

    private final List<String> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    @Override
    public void observe(Exchange exchange) {
        exchanges.add(exchange.toString());
        String target = exchange.uri().toString();
        if (OFFICIAL.isPresent() && target.startsWith(BASE + "/")) {
            violations.addAll(OFFICIAL.get()
                    .violations(
                            exchange.method(),
                            target.substring(BASE.length()),
                            exchange.requestHeaders(),
                            exchange.requestBody(),
                            exchange.status(),
                            exchange.responseHeaders(),
                            exchange.responseBody()));
        }
    }

    /** Method, path and status of all exchanges so far. */
    public List<String> exchanges() {
        return List.copyOf(exchanges);
    }

    /** What neither client nor simulator may do. */
    public List<String> violations() {
        return List.copyOf(violations);
    }
}
