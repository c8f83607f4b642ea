package dev.ksef.simulator;

import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that KSeF has, and whom it lets call them. */
final class OfficialOperations {

    private static final String RESOURCE = "official-operations.txt";

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
}
