package dev.ksef.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The operations that a fault may be planned for: method and path below {@code /v2}, with names in braces. */
final class OperationNames {

    private final Map<String, String> names = new HashMap<>();

    OperationNames(Collection<String> operations) {
        operations.forEach(operation -> names.put(key(operation), operation));
    }

    /**
     * The name as the plan has it. What the braces hold, and a {@code /v2} in front, make no difference.
     *
     * @throws IllegalArgumentException if there is no such operation
     */
    String known(String operation) {
        if (operation.equals(FaultRule.EVERY_OPERATION)) {
            return operation;
        }
        String name = names.get(key(operation));
        if (name == null) {
            throw new IllegalArgumentException(
                    "No such operation: " + operation + "; write it like POST /auth/challenge, or * for each");
        }
        return name;
    }

    private static String key(String operation) {
        String[] parts = operation.strip().split("\\s+", 2);
        String path = parts.length == 2 ? parts[1].replaceFirst("^/v2/", "/") : "";
        return parts[0].toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^/}]*}", "{}");
    }
}
