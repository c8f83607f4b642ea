package dev.ksef.adapter.pkcs11;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many devices are open on each slot. PKCS#11 knows one login for each process and token, and whoever logs out takes it
 * from the others in the midst of what they do: so the last to close does.
 */
final class Holders {

    private static final Map<String, Integer> NUMBERS = new ConcurrentHashMap<>();

    private Holders() {}

    static void enter(String slot) {
        NUMBERS.merge(slot, 1, Integer::sum);
    }

    /** Whether nobody is left. */
    static boolean leave(String slot) {
        return NUMBERS.computeIfPresent(slot, (same, number) -> number > 1 ? number - 1 : null) == null;
    }

    static boolean isEmpty(String slot) {
        return !NUMBERS.containsKey(slot);
    }
}
