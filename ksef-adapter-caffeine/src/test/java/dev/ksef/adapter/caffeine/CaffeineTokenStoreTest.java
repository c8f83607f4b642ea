package dev.ksef.adapter.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.TokenStoreContract;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaffeineTokenStoreTest extends TokenStoreContract {

    private static final TokenKey KEY = numbered(1);
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-02T10:00:00Z");

    private final FakeTime time = FakeTime.at(NOW.toInstant());

    @Override
    protected TokenStore store() {
        return CaffeineTokenStore.builder().time(time).build();
    }

    @Override
    protected Time time() {
        return time;
    }

    @Test
    void entry_endsWithItsRefreshToken() {
        var store = store();
        store.save(KEY, tokens(NOW.plusMinutes(15), NOW.plusDays(7)));
        time.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(store.find(KEY))
                .as("the access token is over, the refresh token is not")
                .isPresent();
        time.advance(Duration.ofMillis(1));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void entryWithoutRefreshToken_endsWithItsAccessToken() {
        var store = store();
        store.save(KEY, tokens(NOW.plusMinutes(15), null));
        time.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(store.find(KEY)).isPresent();
        time.advance(Duration.ofMillis(1));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void entry_isNotProlongedByReadingAndIsBySaving() {
        var store = store();
        store.save(KEY, tokens(null, NOW.plusHours(2)));
        time.advance(Duration.ofHours(1));
        assertThat(store.find(KEY)).isPresent();
        store.save(KEY, tokens(null, NOW.plusHours(3)));
        time.advance(Duration.ofHours(1).plusMinutes(30));
        assertThat(store.find(KEY)).as("saved again with a later end").isPresent();
        time.advance(Duration.ofMinutes(30));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void savingOverALongerEntry_endsWithTheNewToken() {
        var store = store();
        store.save(KEY, tokens(null, NOW.plusDays(7)));
        store.save(KEY, tokens(NOW.plusMinutes(15), null));
        time.advance(Duration.ofMinutes(16));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void tokenWithoutEnd_isKept() {
        var store = store();
        store.save(KEY, tokens(null, OffsetDateTime.MAX));
        time.advance(Duration.ofDays(36_500));
        assertThat(store.find(KEY)).isPresent();
    }

    @Test
    void store_staysWithinItsSize() {
        var store = CaffeineTokenStore.builder().time(time).maximumSize(100).build();
        for (int i = 0; i < 5000; i++) {
            store.save(numbered(i), tokens(null, NOW.plusDays(7)));
        }
        assertThat(IntStream.range(0, 5000)
                        .filter(i -> store.find(numbered(i)).isPresent())
                        .count())
                .isBetween(1L, 100L);
        assertThat(store).hasToString("CaffeineTokenStore[100 entries]");
    }

    @Test
    void defaultStore_keepsWhatIsSaved() {
        var store = CaffeineTokenStore.create();
        var tokens = tokens(null, OffsetDateTime.parse("2099-01-01T00:00:00Z"));
        store.save(KEY, tokens);
        assertThat(store.find(KEY)).contains(tokens);
    }

    @Test
    void sizeWithoutRoom_isRefused() {
        var builder = CaffeineTokenStore.builder();
        assertThatThrownBy(() -> builder.maximumSize(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exclusively_forAKeyWithoutEntry_needsNone() {
        var store = CaffeineTokenStore.builder().time(time).maximumSize(1).build();
        for (int i = 0; i < 50; i++) {
            int number = i;
            assertThat(store.<Integer>exclusively(numbered(i), Deadline.NEVER, () -> number))
                    .isEqualTo(i);
        }
    }

    private static TokenKey numbered(int number) {
        return new TokenKey("TEST", new Nip(String.valueOf(1_000_000_000 + number)), CredentialsId.of("main"));
    }

    private static StoredTokens tokens(@Nullable OffsetDateTime accessUntil, @Nullable OffsetDateTime refreshUntil) {
        return new StoredTokens(
                accessUntil == null ? null : new AccessToken("access", accessUntil),
                refreshUntil == null ? null : new RefreshToken("refresh", refreshUntil),
                null);
    }
}
