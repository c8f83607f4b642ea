package dev.ksef.simulator;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.UnservableRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The operations that KSeF has. Those that are not simulated say so, so that nobody takes them for wrong addresses. */
final class OfficialOperations {

    private static final String RESOURCE = "official-operations.txt";
    private static final String BASE = "/v2";

    /** An operation as the official file describes it. */
    record Operation(String method, String path, RateGroup group, boolean isPublic) {

        private static Operation of(String line) {
            String[] parts = line.split(" ", 4);
            return new Operation(parts[0], parts[1], RateGroup.named(parts[2]), parts.length == 4);
        }

        String name() {
            return method + " " + path;
        }
    }

    private OfficialOperations() {}

    static List<Operation> all() {
        try (InputStream list =
                Objects.requireNonNull(OfficialOperations.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Operation::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Adds what the router does not have yet. */
    static void addMissingTo(RequestRouter router, BearerGate gate) {
        List<String> simulated = router.names();
        for (Operation operation : all()) {
            if (!simulated.contains(operation.name())) {
                router.add(operation.method(), BASE + operation.path(), operation.group(), request -> {
                    if (!operation.isPublic()) {
                        gate.enter(request, BearerUse.ACCESS);
                    }
                    throw UnservableRequest.notImplemented(operation.name());
                });
            }
        }
    }
}
