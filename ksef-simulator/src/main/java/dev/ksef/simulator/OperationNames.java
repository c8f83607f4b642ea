package dev.ksef.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of the operations that a fault may be planned for: method and path below {@code /v2}, with variables in
 * braces.
 */
final class OperationNames {

    private final Map<String, String> names = new HashMap<>();

    OperationNames(Collection<String> operations) {
        operations.forEach(operation -> names.put(key(operation), operation));
    }

    /**
     * Gives the name of an operation as the API has it. Names of variables, and a leading {@code /v2}, make no
     * difference.
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
