package dev.ksef.adapter.redis;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.testkit.store.TokenStoreContract;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class RedisTokenStoreTest extends TokenStoreContract {

    private final RealRedis redis = RealRedis.shared();
    private final String prefix = RealRedis.newPrefix();
    private final List<RedisTokenStore> opened = new ArrayList<>();

    @Override
    protected TokenStore store() {
        return opened(RedisAccess.to(redis.uri()));
    }

    private RedisTokenStore opened(RedisAccess access) {
        var store = RedisTokenStore.encrypted(access.keyPrefix(prefix), TokenFixture.KEYS);
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(RedisTokenStore::close);
    }

    @Override
    protected Optional<TokenStore> reopened() {
        close();
        return Optional.of(store());
    }

    @Override
    protected Optional<TokenStore> failing() {
        try (var nobody = new ServerSocket(0)) {
            return Optional.of(opened(RedisAccess.to(RealRedis.uri(nobody.getLocalPort()))));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Override
    protected Optional<TokenStore> closed() {
        var store = opened(RedisAccess.to(redis.uri()));
        store.close();
        return Optional.of(store);
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(redis.contents(prefix));
    }

    @Override
    protected Optional<TokenStore> takenOver(TokenStore store, TokenKey key) {
        TokenEntry entry = TokenEntry.of(key, prefix);
        // As if another had held it meanwhile, so that a late renewal of the holder finds it lost.
        redis.commands().set(entry.holderName(), "another");
        redis.commands().del(entry.leaseName());
        return Optional.of(store());
    }

    @Override
    protected int many() {
        return 1000;
    }
}
