package dev.ksef.simulator.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An index of values that know their keys. It keeps a reference to each value and nothing else: some 8 bytes, where a map takes 40
 * and its keys. Several values may have the same key. Not thread-safe.
 *
 * @param <K> is made from a value whenever the value is looked at, and compared by {@code equals}
 */
public final class KeyedIndex<K, V> {

    private static final int FEWEST_SLOTS = 16;

    private final Function<V, K> keyOf;
    /** As many as a power of two. A value lies at the place of its key, or behind it with no empty slot between. */
    private Object[] slots = new Object[FEWEST_SLOTS];

    private int size;

    public KeyedIndex(Function<V, K> keyOf) {
        this.keyOf = keyOf;
    }

    /** Adds a value, behind others with its key. */
    public void add(V value) {
        if (4 * (size + 1) > 3 * slots.length) {
            grow();
        }
        place(value);
        size++;
    }

    /** The value with this key that was added first. */
    public Optional<V> first(K key) {
        return all(key).stream().findFirst();
    }

    /** All values with this key, in the order in which they were added. */
    public List<V> all(K key) {
        List<V> found = new ArrayList<>(1);
        for (int slot = slotOf(key); slots[slot] != null; slot = next(slot)) {
            V value = valueAt(slot);
            if (keyOf.apply(value).equals(key)) {
                found.add(value);
            }
        }
        return found;
    }

    private void place(V value) {
        int slot = slotOf(keyOf.apply(value));
        while (slots[slot] != null) {
            slot = next(slot);
        }
        slots[slot] = value;
    }

    private void grow() {
        KeyedIndex<K, V> larger = new KeyedIndex<>(keyOf);
        larger.slots = new Object[2 * slots.length];
        // From an empty slot on, so that values of one key are met in their order even if they went round the end.
        int empty = 0;
        while (slots[empty] != null) {
            empty++;
        }
        for (int slot = next(empty); slot != empty; slot = next(slot)) {
            if (slots[slot] != null) {
                larger.place(valueAt(slot));
            }
        }
        slots = larger.slots;
    }

    @SuppressWarnings("unchecked") // Nothing but values is put there.
    private V valueAt(int slot) {
        return (V) slots[slot];
    }

    private int slotOf(K key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
