package dev.ksef.adapter.redis;

import static dev.ksef.adapter.redis.TokenFixture.WHOSE;
import static dev.ksef.adapter.redis.TokenFixture.patient;
import static dev.ksef.adapter.redis.TokenFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.redis.CuttingRelay.Fault;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end in the middle of an exchange, servers that restart, and scripts that they have forgotten. */
class CutConnectionsTest {

    private static final QuotaKey PUBLIC = QuotaKey.publicCalls("TEST");

    private final RealRedis redis = RealRedis.shared();
    private final String prefix = RealRedis.newPrefix();
    private CuttingRelay relay;
    private RedisTokenStore store;
    private RedisCallLedger ledger;

    @BeforeEach
    void open() throws Exception {
        relay = CuttingRelay.before(redis.port());
        store = RedisTokenStore.encrypted(access(), TokenFixture.KEYS);
        ledger = RedisCallLedger.at(access());
    }

    private RedisAccess access() {
        return RedisAccess.to(RealRedis.uri(relay.port())).keyPrefix(prefix);
    }

    @AfterEach
    void close() {
        store.close();
        ledger.close();
        relay.close();
    }

    private static CallDemand demand(String id, int wanted) {
        var quota = new QuotaDemand(PUBLIC, List.of(new CallWindow(10, 60_000)), "", List.of());
        return new CallDemand(id, "node", List.of(quota), wanted, false);
    }

    private long counted() {
        return redis.commands().zcard(new QuotaNames(prefix).of(PUBLIC).get(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
    void saving_whoseConnectionIsCut_isDone(Fault fault) {
        store.save(WHOSE, tokens(1));
        relay.plan(fault, "EVALSHA");
        store.save(WHOSE, tokens(2));
        assertThat(relay.spoilt()).isEqualTo(1);
        relay.plan(fault, "GET");
        assertThat(store.find(WHOSE)).contains(tokens(2));
        relay.plan(fault, "EVALSHA");
        store.remove(WHOSE);
        assertThat(store.find(WHOSE)).isEmpty();
        assertThat(relay.spoilt()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
    void lease_whoseTakingIsCut_isHeldByItsTaker(Fault fault) {
        store.find(WHOSE);
        relay.plan(fault, "EVALSHA");
        assertThat(store.<String>exclusively(WHOSE, patient(), () -> "done")).isEqualTo("done");
        assertThat(relay.spoilt()).isEqualTo(1);
        assertThat(redis.keys(prefix)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
    void calls_whoseAnswerIsCut_areCountedOnce(Fault fault) throws Exception {
        assertThat(ledger.take(demand("first", 1)).granted()).isEqualTo(1);
        relay.plan(fault, "EVALSHA");
        assertThat(ledger.take(demand("second", 4)).granted()).isEqualTo(4);
        assertThat(relay.spoilt()).isEqualTo(1);
        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void clientOfTheApplication_thatSendsCommandsAgain_doesNoHarm() throws Exception {
        RedisClient client = RedisClient.create();
        try (var ours = RedisTokenStore.encrypted(access().through(client), TokenFixture.KEYS);
                var calls = RedisCallLedger.at(access().through(client))) {
            ours.save(WHOSE, tokens(1));
            relay.plan(Fault.CUT_AFTER, "EVALSHA");
            ours.save(WHOSE, tokens(2));
            assertThat(ours.find(WHOSE)).contains(tokens(2));
            relay.plan(Fault.CUT_AFTER, "EVALSHA");
            assertThat(ours.<String>exclusively(WHOSE, patient(), () -> "done")).isEqualTo("done");
            calls.take(demand("first", 1));
            relay.plan(Fault.CUT_AFTER, "EVALSHA");
            assertThat(calls.take(demand("second", 4)).granted()).isEqualTo(4);
            assertThat(relay.spoilt()).isEqualTo(3);
            assertThat(counted()).isEqualTo(5);
        } finally {
            client.shutdown(0, 1000, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void serverThatDoesNotAnswer_failsInTime_andTheNextCallTakesANewConnection() {
        store.save(WHOSE, tokens(1));
        relay.plan(Fault.STALL, "GET");
        assertThatThrownBy(() -> store.find(WHOSE))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("did not answer within 2000 ms")
                .hasMessageContaining("127.0.0.1:" + relay.port());
        assertThat(store.find(WHOSE)).contains(tokens(1));
    }

    @Test
    void serverThatNeverAnswersAtAll_failsInTime() throws Exception {
        relay.plan(Fault.STALL, "PING").plan(Fault.STALL, "PING");
        try (var hasty = RedisCallLedger.at(access().commandTimeout(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> hasty.take(demand("first", 1))).isInstanceOf(KsefStorageException.class);
        }
    }

    @Test
    void serverThatIsGone_failsUntilItIsBack() throws Exception {
        int port;
        try (var gone = RealRedis.start()) {
            port = gone.port();
        }
        try (var restarting = RedisTokenStore.encrypted(RedisAccess.to(RealRedis.uri(port)), TokenFixture.KEYS)) {
            assertThatThrownBy(() -> restarting.save(WHOSE, tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("cannot be reached");
            try (var back = RealRedis.startOn(port)) {
                restarting.save(WHOSE, tokens(1));
                assertThat(restarting.find(WHOSE)).contains(tokens(1));
            }
            assertThatThrownBy(() -> restarting.find(WHOSE)).isInstanceOf(KsefStorageException.class);
            try (var again = RealRedis.startOn(port)) {
                assertThat(restarting.find(WHOSE)).isEmpty();
                restarting.save(WHOSE, tokens(2));
                assertThat(restarting.find(WHOSE)).contains(tokens(2));
            }
        }
    }

    @Test
    void scriptsThatTheServerForgot_areSentAgain() throws Exception {
        store.save(WHOSE, tokens(1));
        redis.commands().scriptFlush();
        store.save(WHOSE, tokens(2));
        assertThat(store.find(WHOSE)).contains(tokens(2));
        redis.commands().scriptFlush();
        assertThat(ledger.take(demand("first", 3)).granted()).isEqualTo(3);
    }
}
