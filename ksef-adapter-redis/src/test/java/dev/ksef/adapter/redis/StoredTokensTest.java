package dev.ksef.adapter.redis;

import static dev.ksef.adapter.redis.TokenFixture.LATER;
import static dev.ksef.adapter.redis.TokenFixture.WHOSE;
import static dev.ksef.adapter.redis.TokenFixture.key;
import static dev.ksef.adapter.redis.TokenFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.DataKeys;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept in Redis, for how long, and what is done about what cannot be read. */
class StoredTokensTest {

    private static final DataKeys ROTATED = DataKeys.of("second", Map.of("first", key(1), "second", key(2)));

    private final RealRedis redis = RealRedis.shared();
    private final String prefix = RealRedis.newPrefix();
    private final String name = TokenEntry.of(WHOSE, prefix).tokensName();
    private final List<RedisTokenStore> opened = new ArrayList<>();

    private RedisTokenStore store(DataKeys keys) {
        var store = RedisTokenStore.encrypted(access(), keys);
        opened.add(store);
        return store;
    }

    private RedisTokenStore plain() {
        var store = RedisTokenStore.inPlain(access());
        opened.add(store);
        return store;
    }

    private RedisAccess access() {
        return RedisAccess.to(redis.uri()).keyPrefix(prefix);
    }

    @AfterEach
    void close() {
        opened.forEach(RedisTokenStore::close);
    }

    @Test
    void entry_endsADayAfterItsLastToken_byTheClockOfRedis() {
        store(TokenFixture.KEYS).save(WHOSE, tokens(1));
        long day = 86_400_000;
        long end = Long.parseLong(redis.commands().time().get(0)) * 1000
                + redis.commands().pttl(name);
        assertThat(end - LATER.toInstant().toEpochMilli()).isBetween(day - 2000, day + 2000);
    }

    @Test
    void entryOfATokenWithoutEnd_stays() {
        store(TokenFixture.KEYS)
                .save(WHOSE, new StoredTokens(null, new RefreshToken("secret-refresh", OffsetDateTime.MAX), null));
        assertThat(redis.commands().pttl(name)).isEqualTo(-1);
    }

    @Test
    void newDataKey_rewritesWhatIsRead_andKeepsItsEnd() {
        store(TokenFixture.KEYS).save(WHOSE, tokens(1));
        long left = redis.commands().pttl(name);
        assertThat(store(ROTATED).find(WHOSE)).contains(tokens(1));
        assertThat(redis.commands().get(name)).contains("second").doesNotContain("first");
        assertThat(redis.commands().pttl(name)).isBetween(left - 60_000, left);
        assertThat(store(DataKeys.of("second", key(2))).find(WHOSE)).contains(tokens(1));
    }

    @Test
    void whatAnotherNodeSavedMeanwhile_isNotRewritten() {
        RedisTokenStore other = store(TokenFixture.KEYS);
        other.save(WHOSE, tokens(1));
        var savedMeanwhile = new DataKeys() {
            @Override
            public String current() {
                return "second";
            }

            @Override
            public java.util.Optional<javax.crypto.SecretKey> find(String id) {
                if (id.equals("second")) {
                    other.save(WHOSE, tokens(2));
                }
                return ROTATED.find(id);
            }
        };
        assertThat(store(savedMeanwhile).find(WHOSE)).contains(tokens(1));
        assertThat(other.find(WHOSE)).contains(tokens(2));
    }

    @Test
    void rewritingThatFails_isNoMatterOfTheReader() {
        store(TokenFixture.KEYS).save(WHOSE, tokens(1));
        var withoutItsKey = new DataKeys() {
            @Override
            public String current() {
                return "second";
            }

            @Override
            public java.util.Optional<javax.crypto.SecretKey> find(String id) {
                return id.equals("first") ? java.util.Optional.of(key(1)) : java.util.Optional.empty();
            }
        };
        assertThat(store(withoutItsKey).find(WHOSE)).contains(tokens(1));
    }

    @Test
    void alteredEntry_isReportedAndLeftAsItIs() {
        store(TokenFixture.KEYS).save(WHOSE, tokens(1));
        redis.commands().append(name, "x");
        assertRefused(store(TokenFixture.KEYS), "altered");
    }

    @Test
    void entryOfAnotherKey_isReportedAndLeftAsItIs() {
        RedisTokenStore store = store(TokenFixture.KEYS);
        var other = new TokenKey("TEST", WHOSE.context(), CredentialsId.of("other"));
        store.save(other, tokens(1));
        redis.commands().rename(TokenEntry.of(other, prefix).tokensName(), name);
        assertRefused(store, "moved from another place");
    }

    @Test
    void wrongDataKey_isReportedAndNothingIsOverwritten() {
        store(TokenFixture.KEYS).save(WHOSE, tokens(1));
        assertRefused(store(DataKeys.of("first", key(9))), "another key");
        assertRefused(store(DataKeys.of("second", key(2))), "The key first is missing");
        assertRefused(plain(), "encrypted");
        assertThat(store(TokenFixture.KEYS).find(WHOSE)).contains(tokens(1));
    }

    @Test
    void entryInPlain_isNotTrustedByAStoreThatEncrypts() {
        plain().save(WHOSE, tokens(1));
        assertThat(plain().find(WHOSE)).contains(tokens(1));
        assertRefused(store(TokenFixture.KEYS), "in plain");
    }

    @Test
    void keyOfAnotherKind_isReportedAndLeftAsItIs() {
        redis.commands().rpush(name, "list");
        assertRefusals(store(TokenFixture.KEYS), "another kind", "WRONGTYPE");
        assertThat(redis.commands().lrange(name, 0, -1)).containsExactly("list");
    }

    private void assertRefused(RedisTokenStore store, String... words) {
        String before = redis.commands().get(name);
        assertRefusals(store, words);
        assertThat(redis.commands().get(name)).isEqualTo(before);
    }

    private static void assertRefusals(RedisTokenStore store, String... words) {
        List<Consumer<RedisTokenStore>> calls =
                List.of(each -> each.find(WHOSE), each -> each.save(WHOSE, tokens(7)), each -> each.remove(WHOSE));
        for (Consumer<RedisTokenStore> call : calls) {
            assertThatThrownBy(() -> call.accept(store))
                    .isInstanceOf(KsefStorageException.class)
                    .hasNoCause()
                    .satisfies(failure -> assertThat(failure.getMessage()).contains(words))
                    .message()
                    .doesNotContain("secret-");
        }
    }
}
