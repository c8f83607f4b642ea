package dev.ksef.simulator.index;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The values of each key in the order of their positions. No two values of a key have the same position. Thread-safe. */
public final class Chronicle<K, V> {

    private final Map<K, NavigableMap<Long, V>> byKey = new ConcurrentHashMap<>();

    public void add(K key, long position, V value) {
        byKey.computeIfAbsent(key, first -> new ConcurrentSkipListMap<>()).put(position, value);
    }

    /** The values with lower positions than the given one, highest first. Only those that are asked for are looked at. */
    public Stream<V> newestFirst(K key, long before) {
        NavigableMap<Long, V> values = byKey.get(key);
        return values == null ? Stream.empty() : values.headMap(before, false).descendingMap().values().stream();
    }
}
