package dev.ksef.port.store;

import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Keys that the application has at hand. */
final class FixedDataKeys implements DataKeys {

    private final String current;
    private final Map<String, SecretKey> keys;

    FixedDataKeys(String current, Map<String, SecretKey> keys) {
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException(
                    "The key that encrypts is missing: there is none with the id " + current);
        }
        this.current = current;
        this.keys = keys;
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "DataKeys" + keys.keySet();
    }
}
