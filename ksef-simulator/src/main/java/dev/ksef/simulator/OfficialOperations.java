package dev.ksef.simulator;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.UnservableRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that KSeF has. Those that are not simulated say so, so that nobody takes them for wrong addresses. */
final class OfficialOperations {

    private static final String RESOURCE = "official-operations.txt";
    private static final String BASE = "/v2";

    /**
     * An operation as the official file describes it.
     *
     * @param demanded the permissions of which one is enough; none if every login may call it
     */
    record Operation(String method, String path, RateGroup group, boolean isPublic, Set<Permission> demanded) {

        private static final String PUBLIC = "public";

        private static Operation of(String line) {
            String[] parts = line.split(" ", 4);
            String access = parts.length == 4 ? parts[3] : "";
            return new Operation(
                    parts[0],
                    parts[1],
                    RateGroup.named(parts[2]),
                    access.equals(PUBLIC),
                    Permission.named(List.of(access.split(","))));
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

    /** The permissions of which one is enough, by the names of the operations that demand any. */
    static Map<String, Set<Permission>> demanded() {
        return all().stream()
                .filter(operation -> !operation.demanded().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Operation::name, Operation::demanded));
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
