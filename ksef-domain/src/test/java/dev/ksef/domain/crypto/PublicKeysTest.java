package dev.ksef.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.model.Open;
import dev.ksef.model.PublicKeyCertificate;
import dev.ksef.model.PublicKeyCertificate.Usage;
import dev.ksef.model.PublicKeyId;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.Deadline;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.testkit.FakeTime;
import dev.ksef.testkit.FakeTransport;
import dev.ksef.testkit.RecordedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** klucze-publiczne-do-szyfrowania.md, sections 4.1 and 4.4. */
class PublicKeysTest {

    private static final Usage TOKEN = Usage.KSEF_TOKEN_ENCRYPTION;
    private static final Usage CONTENT = Usage.SYMMETRIC_KEY_ENCRYPTION;

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final ServerClock clock = new ServerClock(time);
    private final List<PublicKeyCertificate> published = new CopyOnWriteArrayList<>();
    private final List<Integer> fetches = new ArrayList<>();
    private final PublicKeys keys = new PublicKeys(
            new FakeTransport().with(PublicKeyApi.class, () -> {
                fetches.add(published.size());
                return List.copyOf(published);
            }),
            clock,
            time,
            new RecordedEvents(),
            Duration.ofMinutes(2));

    @Test
    void current_ofSeveralValidKeys_isTheOneWithTheLatestStart() {
        publish(
                Faked.key("old", "2026-01-01T00:00:00Z", TOKEN, CONTENT),
                Faked.key("newest", "2026-10-01T00:00:00Z", TOKEN),
                Faked.key("older", "2026-09-01T02:00:00+02:00", TOKEN));
        assertThat(current(TOKEN)).isEqualTo("newest");
        assertThat(current(CONTENT)).as("usage counts").isEqualTo("old");
    }

    @Test
    void current_leavesOutKeysOfTheFutureAndOfThePast() {
        publish(
                Faked.key("future", "2026-11-02T09:00:01Z", TOKEN),
                Faked.key("past", "2025-11-01T00:00:00Z", TOKEN),
                Faked.key("good", "2025-11-03T00:00:00Z", TOKEN));
        assertThat(current(TOKEN)).isEqualTo("good");
    }

    @Test
    void current_isJudgedByKsefsClock() {
        publish(Faked.key("later", "2026-11-02T09:30:00Z", TOKEN), Faked.key("now", "2026-01-01T00:00:00Z", TOKEN));
        clock.learn(new AuthChallenge("c", time.millis() + Duration.ofHours(1).toMillis(), null, null), time.millis());
        assertThat(current(TOKEN)).isEqualTo("later");
    }

    @Test
    void current_isFetchedOnce_andAgainWhenNoneIsValidAnyMore() {
        publish(Faked.key("one", "2026-01-01T00:00:00Z", TOKEN));
        current(TOKEN);
        current(TOKEN);
        assertThat(fetches).hasSize(1);
        publish(Faked.key("two", "2026-12-01T00:00:00Z", TOKEN));
        time.advance(Duration.ofDays(80));
        assertThat(current(TOKEN)).isEqualTo("two");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void current_withoutAnyValidKey_saysWhatIsMissing() {
        publish(Faked.key("content", "2026-01-01T00:00:00Z", CONTENT));
        assertThatThrownBy(() -> current(TOKEN))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining("KsefTokenEncryption");
    }

    @Test
    void with_aKeyThatKsefDoesNotKnow_refetchesOnceAndRepeatsOnce() {
        publish(Faked.key("withdrawn", "2026-01-01T00:00:00Z", TOKEN));
        current(TOKEN);
        published.clear();
        publish(Faked.key("fresh", "2026-02-01T00:00:00Z", TOKEN));
        var used = new ArrayList<String>();
        String result = keys.with(TOKEN, Deadline.NEVER, key -> {
            used.add(key.publicKeyId().value());
            if (used.size() == 1) {
                throw Faked.error(400, 21470);
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(used).containsExactly("withdrawn", "fresh");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void with_aKeyThatIsRefusedTwice_givesUp() {
        publish(Faked.key("withdrawn", "2026-01-01T00:00:00Z", TOKEN));
        var used = new ArrayList<PublicKeyId>();
        assertThatThrownBy(() -> keys.with(TOKEN, Deadline.NEVER, key -> {
                    used.add(key.publicKeyId());
                    throw Faked.error(400, 21470);
                }))
                .isInstanceOf(KsefApiException.class);
        assertThat(used).hasSize(2);
    }

    @Test
    void with_anotherError_doesNotRepeat() {
        publish(Faked.key("good", "2026-01-01T00:00:00Z", TOKEN));
        var used = new ArrayList<PublicKeyId>();
        assertThatThrownBy(() -> keys.with(TOKEN, Deadline.NEVER, key -> {
                    used.add(key.publicKeyId());
                    throw Faked.error(400, 21405);
                }))
                .isInstanceOf(KsefApiException.class);
        assertThat(used).hasSize(1);
    }

    @Test
    void keyWithAnUnknownUsage_isLeftAlone() {
        var odd = new PublicKeyCertificate(
                "AA==",
                null,
                new PublicKeyId("odd"),
                Faked.key("x", "2026-10-30T00:00:00Z").validFrom(),
                Faked.key("x", "2026-10-30T00:00:00Z").validTo(),
                List.of(Open.of(Usage.class, "FutureUse")));
        publish(odd, Faked.key("good", "2026-01-01T00:00:00Z", TOKEN));
        assertThat(current(TOKEN)).isEqualTo("good");
    }

    private void publish(PublicKeyCertificate... certificates) {
        published.addAll(List.of(certificates));
    }

    private String current(Usage usage) {
        return keys.current(usage, Deadline.NEVER).publicKeyId().value();
    }
}
