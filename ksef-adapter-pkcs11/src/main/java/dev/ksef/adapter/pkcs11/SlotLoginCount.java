package dev.ksef.adapter.pkcs11;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how many connections of this process are logged in to each slot. PKCS#11 has one login for each process and token:
 * logging out would end the work of the other connections, so only the last one to close logs out.
 */
final class SlotLoginCount {

    private static final Map<String, Integer> NUMBERS = new ConcurrentHashMap<>();

    private SlotLoginCount() {}

    static void increment(String slot) {
        NUMBERS.merge(slot, 1, Integer::sum);
    }

    /** Counts one connection less. Returns whether none is left. */
    static boolean decrement(String slot) {
        return NUMBERS.computeIfPresent(slot, (same, number) -> number > 1 ? number - 1 : null) == null;
    }

    static boolean isZero(String slot) {
        return !NUMBERS.containsKey(slot);
    }
}
