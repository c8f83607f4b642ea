package dev.ksef.examples.guide;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/**
 * Keeps tokens, encrypted, in a map that all machines of an application share. An entry holds the tokens of one key and who
 * works on them, so that one conditional write both checks that and changes the tokens.
 */
// snippet: store
public final class SharedMapTokenStore implements TokenStore {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ConcurrentMap<String, String> map;
    private final TokenSeal seal;
    private final Time time;
    private final Map<String, String> ownLeases = new ConcurrentHashMap<>();

    public SharedMapTokenStore(ConcurrentMap<String, String> map, SecretKey secret, Time time) {
        this.map = map;
        this.seal = new TokenSeal(secret);
        this.time = time;
    }
    // end

    // snippet: values
    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        String sealed = read(key).sealed();
        return sealed.isEmpty() ? Optional.empty() : Optional.of(seal.open(key, nameOf(key), sealed));
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        String sealed = seal.close(nameOf(key), tokens);
        change(key, entry -> fenced(key, entry).with(sealed));
    }

    @Override
    public void remove(TokenKey key) {
        change(key, entry -> fenced(key, entry).with(""));
    }

    /** Other keys have other names: each part stands behind its length. */
    private static String nameOf(TokenKey key) {
        var name = new StringBuilder();
        var context = key.context();
        for (String part : new String[] {
            key.environment(),
            context.type().value(),
            context.value(),
            key.credentials().value()
        }) {
            name.append(part.length()).append(':').append(part);
        }
        return name.toString();
    }
    // end

    // snippet: exclusively
    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        String name = nameOf(key);
        String lease = UUID.randomUUID().toString();
        while (!take(key, lease)) {
            pause(key, deadline);
        }
        ownLeases.put(name, lease);
        try {
            return work.get();
        } finally {
            ownLeases.remove(name, lease);
            release(key, lease);
        }
    }

    private boolean take(TokenKey key, String lease) {
        long now = time.wallMillis();
        return change(key, entry -> entry.isHeldAt(now) ? entry : entry.leasedTo(lease, now + LEASE.toMillis()))
                .isHeldBy(lease);
    }

    private void release(TokenKey key, String lease) {
        try {
            change(key, entry -> entry.isHeldBy(lease) ? entry.leasedTo("", 0) : entry);
        } catch (KsefStorageException unreachable) {
            // The work is done, and the lease ends by itself.
        }
    }

    /** Refuses to write if this process lost the lease under which it works: the next holder's tokens stay. */
    private SharedMapEntry fenced(TokenKey key, SharedMapEntry entry) {
        String lease = ownLeases.get(nameOf(key));
        if (lease != null && !entry.isHeldBy(lease)) {
            throw new KsefStorageException(
                    "The lease of the tokens of " + key + " is lost: another one works on them", null);
        }
        return entry;
    }

    private void pause(TokenKey key, Deadline deadline) {
        try {
            if (deadline.hasPassed(time)) {
                throw new KsefDeadlineException("Another one works on the tokens of " + key + " for too long", null);
            }
            time.sleepUntil(Math.min(deadline.atMillis(), time.millis() + PAUSE.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted in the wait for the tokens of " + key, null, interrupted);
        }
    }
    // end

    // snippet: change
    private SharedMapEntry read(TokenKey key) {
        return SharedMapEntry.parse(reach(key, () -> map.getOrDefault(nameOf(key), "")));
    }

    /** Changes an entry as it is at that moment, and returns what it is now. */
    private SharedMapEntry change(TokenKey key, UnaryOperator<SharedMapEntry> change) {
        while (true) {
            SharedMapEntry before = read(key);
            SharedMapEntry after = change.apply(before);
            if (reach(key, () -> replace(nameOf(key), before.toText(), after.toText()))) {
                return after;
            }
        }
    }

    private boolean replace(String name, String before, String after) {
        if (after.equals(before)) {
            return true;
        }
        if (before.isEmpty()) {
            return map.putIfAbsent(name, after) == null;
        }
        return after.isEmpty() ? map.remove(name, before) : map.replace(name, before, after);
    }

    private static <T> T reach(TokenKey key, Supplier<T> access) {
        try {
            return access.get();
        } catch (RuntimeException failed) {
            throw new KsefStorageException(
                    "The map with the tokens of " + key + " cannot be reached: look after its servers", failed);
        }
    }

    @Override
    public String toString() {
        return "SharedMapTokenStore";
    }
}
// end
