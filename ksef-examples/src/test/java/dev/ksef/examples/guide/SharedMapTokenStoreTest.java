package dev.ksef.examples.guide;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.TokenStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

// snippet: contract
class SharedMapTokenStoreTest extends TokenStoreContract {

    private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "AES");

    private final ConcurrentMap<String, String> map = new ConcurrentHashMap<>();

    @Override
    protected TokenStore store() {
        return new SharedMapTokenStore(map, SECRET, Time.system());
    }

    @Override
    protected Optional<TokenStore> reopened() {
        return Optional.of(store());
    }

    @Override
    protected Optional<TokenStore> failing() {
        ConcurrentMap<String, String> gone = new ConcurrentHashMap<>() {
            @Override
            public String getOrDefault(Object key, String none) {
                throw new IllegalStateException("no server answers");
            }
        };
        return Optional.of(new SharedMapTokenStore(gone, SECRET, Time.system()));
    }

    @Override
    protected Optional<TokenStore> takenOver(TokenStore store, TokenKey key) {
        map.replaceAll((name, text) -> {
            SharedMapEntry entry = SharedMapEntry.parse(text);
            return entry.leasedTo(entry.lease(), 0).toText();
        });
        return Optional.of(store());
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(map.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toList());
    }
}
// end
