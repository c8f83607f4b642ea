package dev.ksef.simulator.crypto;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made once, when it is first asked for. Keys and schemas cost more than the whole rest of a start. */
public final class LazyValue<T> {

    private @Nullable Supplier<T> source;
    private @Nullable T value;

    public LazyValue(Supplier<T> source) {
        this.source = source;
    }

    /** The value, if it was asked for already. */
    public synchronized Optional<T> made() {
        return Optional.ofNullable(value);
    }

    /** Takes this value, in place of the one that would be made or was. */
    public synchronized void set(T other) {
        source = null;
        value = other;
    }

    public synchronized T get() {
        if (value == null && source != null) {
            value = source.get();
            source = null;
        }
        if (value == null) {
            throw new IllegalStateException("The source of this value gave none");
        }
        return value;
    }
}
