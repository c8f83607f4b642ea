package dev.ksef.adapter.redis;

import static dev.ksef.adapter.redis.TokenFixture.WHOSE;
import static dev.ksef.adapter.redis.TokenFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import io.lettuce.core.RedisURI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that refuse commands, or that are refused: what is said, and that the next call works once that is mended.
 */
class RefusalTest {

    private static RealRedis redis;

    private final String prefix = RealRedis.newPrefix();
    private RedisTokenStore store;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private RedisAccess access() {
        return access(redis.uri());
    }

    private RedisAccess access(RedisURI uri) {
        return RedisAccess.to(uri).keyPrefix(prefix);
    }

    /** In plain, so that what the server quotes would be a token. */
    private RedisTokenStore store(RedisAccess access) {
        store = RedisTokenStore.inPlain(access);
        return store;
    }

    private void assertSavingFails(RedisTokenStore failing, String... words) {
        assertThatThrownBy(() -> failing.save(WHOSE, tokens(7)))
                .isInstanceOf(KsefStorageException.class)
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.getMessage())
                        .contains(words)
                        .contains(WHOSE.toString())
                        .doesNotContain("secret", "password-of-mine"));
    }

    private static RedisURI uri(String user, String password) {
        RedisURI.Builder uri = RedisURI.builder().withHost("127.0.0.1").withPort(redis.port());
        return (user.isEmpty() ? uri.withPassword(password.toCharArray()) : uri.withAuthentication(user, password))
                .build();
    }

    @Test
    void wrongPassword_isNamed_andTheRightOneWorks() {
        redis.commands().configSet("requirepass", "right");
        try {
            assertSavingFails(store(access(uri("", "password-of-mine"))), "the user or the password is wrong");
            store.close();
            assertSavingFails(store(access()), "demands a password");
            store.close();
            store(access(uri("", "right"))).save(WHOSE, tokens(1));
            assertThat(store.find(WHOSE)).contains(tokens(1));
        } finally {
            redis.commands().configSet("requirepass", "");
        }
    }

    @Test
    void passwordThatIsNotAskedFor_isNamed() {
        assertSavingFails(store(access(uri("", "password-of-mine"))), "the user or the password is wrong");
    }

    @Test
    void userWithoutRights_isTold() {
        redis.commands()
                .aclSetuser(
                        "poor",
                        io.lettuce.core.AclSetuserArgs.Builder.on()
                                .addPassword("password-of-mine")
                                .allCommands()
                                .keyPattern("other*"));
        assertSavingFails(store(access(uri("poor", "password-of-mine"))), "its user may not use these");
    }

    @Test
    void replica_isTold_andWorksOnceItIsPrimary() {
        store(access()).save(WHOSE, tokens(1));
        redis.commands().replicaof("127.0.0.1", 1);
        try {
            assertSavingFails(store, "it is a replica", "READONLY");
            assertThat(store.find(WHOSE)).contains(tokens(1));
        } finally {
            redis.commands().replicaofNoOne();
        }
        store.save(WHOSE, tokens(2));
        assertThat(store.find(WHOSE)).contains(tokens(2));
    }

    @Test
    void fullMemory_isTold_andNothingIsChanged() {
        store(access()).save(WHOSE, tokens(1));
        redis.commands().configSet("maxmemory", "1");
        try {
            assertSavingFails(store, "its memory is full");
            assertThat(store.find(WHOSE)).contains(tokens(1));
        } finally {
            redis.commands().configSet("maxmemory", "0");
        }
        store.save(WHOSE, tokens(2));
        assertThat(store.find(WHOSE)).contains(tokens(2));
    }

    @Test
    void diskThatCannotBeWritten_isTold() throws Exception {
        store(access()).save(WHOSE, tokens(1));
        Path directory = Files.createTempDirectory("redis");
        redis.commands().configSet("dir", directory.toString());
        redis.commands().configSet("save", "1000000 1000000");
        Files.delete(directory);
        try {
            redis.commands().bgsave();
            awaitInfo("rdb_last_bgsave_status:err");
            assertSavingFails(store, "it cannot write to its disk");
            assertThat(store.find(WHOSE)).contains(tokens(1));
        } finally {
            redis.commands().configSet("save", "");
        }
        store.save(WHOSE, tokens(2));
        assertThat(store.find(WHOSE)).contains(tokens(2));
    }

    private static void awaitInfo(String line) throws InterruptedException {
        Time time = Time.system();
        long latest = time.millis() + TestThreads.PATIENCE_SECONDS * 1000;
        while (!redis.commands().info("persistence").contains(line) && time.millis() < latest) {
            time.sleepUntil(time.millis() + 10);
        }
    }

    @Test
    void serverThatEvicts_isRefused_unlessItIsAllowedOrMended() {
        for (String policy : List.of("allkeys-lru", "volatile-ttl")) {
            evict(policy, () -> {
                assertSavingFailsByEviction(store(access()), policy);
                assertThatThrownBy(() -> store.find(WHOSE)).hasMessageContaining(policy);
                try (var careless = RedisTokenStore.inPlain(access().evictionAllowed())) {
                    careless.save(WHOSE, tokens(1));
                    assertThat(careless.find(WHOSE)).contains(tokens(1));
                }
                redis.commands().configSet("maxmemory-policy", "noeviction");
                assertThat(store.find(WHOSE)).contains(tokens(1));
                store.close();
            });
        }
    }

    @Test
    void evictionWithoutALimit_isNone() {
        redis.commands().configSet("maxmemory-policy", "allkeys-lru");
        try {
            store(access()).save(WHOSE, tokens(1));
        } finally {
            redis.commands().configSet("maxmemory-policy", "noeviction");
        }
    }

    @ParameterizedTest
    @CsvSource({"-info,true", "-info -config,false"})
    void eviction_isSeenByWhateverIsAllowed(String denied, boolean seen) {
        redis.commands()
                .dispatch(
                        io.lettuce.core.protocol.CommandType.ACL,
                        new io.lettuce.core.output.StatusOutput<>(io.lettuce.core.codec.StringCodec.UTF8),
                        new io.lettuce.core.protocol.CommandArgs<>(io.lettuce.core.codec.StringCodec.UTF8)
                                .add("SETUSER")
                                .add("shy")
                                .add("reset")
                                .add("on")
                                .add(">pw")
                                .add("~*")
                                .add("+@all")
                                .add(denied.split(" ")[0])
                                .add(denied.split(" ")[denied.split(" ").length - 1]));
        evict("allkeys-lru", () -> {
            RedisTokenStore shy = store(access(uri("shy", "pw")));
            if (seen) {
                assertSavingFailsByEviction(shy, "allkeys-lru");
            } else {
                assertThatCode(() -> shy.save(WHOSE, tokens(1))).doesNotThrowAnyException();
            }
        });
    }

    private void assertSavingFailsByEviction(RedisTokenStore refusing, String policy) {
        assertThatThrownBy(() -> refusing.save(WHOSE, tokens(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("drops keys")
                .hasMessageContaining(policy)
                .hasMessageContaining("evictionAllowed");
        assertThat(redis.keys(prefix)).isEmpty();
    }

    private void evict(String policy, Runnable meanwhile) {
        redis.commands().configSet("maxmemory", "200mb");
        redis.commands().configSet("maxmemory-policy", policy);
        try {
            meanwhile.run();
        } finally {
            redis.commands().configSet("maxmemory-policy", "noeviction");
            redis.commands().configSet("maxmemory", "0");
            redis.keys(prefix).forEach(key -> redis.commands().del(key));
        }
    }

    @Test
    void hostThatIsNotThere_isTold() {
        assertSavingFails(
                store(access(RedisURI.create("no-such-host.invalid", 6379))),
                "cannot be reached",
                "no-such-host.invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOADING Redis is loading the dataset in memory | still reading its data",
                "BUSY Redis is busy running a script. | a script runs there",
                "OOM command not allowed when used memory > 'maxmemory'., script: 0a1b, on @user_script:9. | memory is full",
                "READONLY You can't write against a read only replica. script: 0a1b, on @user_script:9. | it is a replica",
                "MOVED 866 127.0.0.1:7001 | Redis Cluster",
                "NOREPLICAS Not enough good replicas to write. | too few of its replicas",
                "MASTERDOWN Link with MASTER is down | lost its primary",
                "ERR unknown command 'EVALSHA', with args beginning with: 'secret-access' | refused it with the error ERR",
                "STRANGE secret-access | refused it with the error STRANGE"
            })
    void errorOfAnyVersion_isToldWithoutItsWords(String error, String words) throws Exception {
        try (var server = new RefusingServer(error)) {
            assertSavingFails(store(access(RealRedis.uri(server.port()))), words);
        }
    }
}
