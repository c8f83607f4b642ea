package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.adapter.caffeine.CaffeineTokenStore;
import dev.ksef.adapter.redis.RedisAccess;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.adapter.redis.RedisTokenStore;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.store.TokenStore;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Tokens in Redis, and calls that all nodes count there, on a real one. */
@ExtendWith(SimulatorExtension.class)
class RedisStoresTest {

    static final String PASSWORD = "hunter2-of-redis";
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final String prefix = "t" + UUID.randomUUID() + ":";

    @Test
    void tokensInRedis_areUsedByTheNextNode(KsefSimulator simulator) {
        var signIns = new SignIns();
        for (int node = 0; node < 2; node++) {
            tokensIn(uri(), simulator).withBean(SignIns.class, () -> signIns).run(context -> {
                limits(context.getBean(KsefClient.class), simulator);
                assertThat(context).hasSingleBean(RedisTokenStore.class);
            });
        }
        assertThat(signIns.obtained()).isEqualTo(1);
        assertThat(keys()).singleElement().asString().startsWith(prefix);
    }

    /** What tells of it has another type in Boot 4. */
    @Test
    void redisThatSpringKnows_isTakenWhereNoOtherIsNamed(KsefSimulator simulator) throws Exception {
        springKnows(with(simulator), RealRedis.port(), null)
                .withPropertyValues("ksef.stores.tokens=redis", "ksef.stores.encryption-key=" + KEY)
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(keys()).hasSize(1);
    }

    @Test
    void redisOfSentinels_isFoundThroughThem(KsefSimulator simulator) throws Exception {
        springKnows(with(simulator), RealRedis.port(), "primary-of-a-test")
                .run(context -> assertThat(context.getBean(RedisAccess.class))
                        .hasToString("Redis primary-of-a-test of the Sentinels 127.0.0.1:" + RealRedis.port()));
    }

    @Test
    void redisThatNobodyNamed_isTold(KsefSimulator simulator) {
        with(simulator)
                .withPropertyValues("ksef.stores.tokens=redis", "ksef.stores.encryption-key=" + KEY)
                .run(context -> assertThat(
                                PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessageStartingWith("ksef.redis.uri is missing, and Spring knows no Redis. Set it"));
    }

    @Test
    void callsOfAllNodes_areCountedInRedis(KsefSimulator simulator) {
        counting(uri(), simulator).run(context -> {
            limits(context.getBean(KsefClient.class), simulator);
            assertThat(context).hasSingleBean(RedisCallLedger.class).doesNotHaveBean(TokenStore.class);
        });
        assertThat(keys()).isNotEmpty();
    }

    @Test
    void redisThatIsGone_leavesEachNodeItsPart_andIsToldToListeners(KsefSimulator simulator) {
        List<KsefEvent.LimitsAlone> alone = new CopyOnWriteArrayList<>();
        KsefListener broken = new KsefListener() {
            @Override
            public void on(KsefEvent event) {
                throw new IllegalStateException("A listener that fails is no matter of the others");
            }
        };
        KsefListener listener = new KsefListener() {
            @Override
            public void onLimitsAlone(KsefEvent.LimitsAlone event) {
                alone.add(event);
            }
        };
        counting("redis://:" + PASSWORD + "@127.0.0.1:" + RealRedis.freePort(), simulator)
                .withPropertyValues("ksef.limits.nodes=3", "ksef.redis.timeout=200ms")
                .withBean("broken", KsefListener.class, () -> broken)
                .withBean("told", KsefListener.class, () -> listener)
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(alone).first().satisfies(event -> {
            assertThat(event.nodes()).isEqualTo(3);
            assertThat(event.toString()).doesNotContain(PASSWORD);
        });
    }

    @Test
    void beansOfTheApplication_takeThePlaceOfThoseInRedis(KsefSimulator simulator) {
        tokensIn(uri(), simulator)
                .withPropertyValues("ksef.limits.counting=redis")
                .withBean(TokenStore.class, CaffeineTokenStore::create)
                .withBean(CallLedger.class, () -> RedisCallLedger.at(RedisURI.create(uri())))
                .withBean(RedisAccess.class, () -> RedisAccess.to(RedisURI.create("redis://of-the-application")))
                .run(context -> {
                    limits(context.getBean(KsefClient.class), simulator);
                    assertThat(context.getBean(RedisAccess.class)).hasToString("Redis at of-the-application:6379");
                    assertThat(context.getBean(TokenStore.class)).hasToString("CaffeineTokenStore[1 entries]");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ksef.redis.uri=http://u:hunter2@host               | ksef.redis.uri is no address of a Redis
        ksef.redis.uri=redis://u:hunter2@host:port         | ksef.redis.uri is no address of a Redis
        ksef.redis.uri=                                    | ksef.redis.uri is no address of a Redis
        ksef.redis.timeout=0s                              | ksef.redis.timeout is PT0S
        ksef.limits.nodes=0                                | ksef.limits.nodes is 0
        ksef.limits.enabled=false                          | ksef.limits.counting is redis, but ksef.limits.enabled is false
        ksef.stores.journal=redis                          | ksef.stores.journal cannot be redis
        """)
    void wrongProperty_isToldAtTheStartWithoutThePassword(String property, String message, KsefSimulator simulator) {
        counting(uri(), simulator).withPropertyValues(property).run(context -> {
            Throwable failure = context.getStartupFailure();
            assertThat(PropertiesTest.failureOf(failure))
                    .isInstanceOf(KsefPropertyException.class)
                    .hasMessageContaining(message);
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("hunter2");
            }
        });
    }

    @Test
    void moduleThatIsMissing_isTold(KsefSimulator simulator) {
        for (ApplicationContextRunner application : List.of(counting(uri(), simulator), tokensIn(uri(), simulator))) {
            application
                    .withClassLoader(new FilteredClassLoader("dev.ksef.adapter.redis", "io.lettuce"))
                    .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                            .hasMessageContaining("Add dev.ksef:ksef-adapter-redis to the dependencies."));
        }
    }

    private static String uri() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + RealRedis.port();
    }

    private List<String> keys() {
        RedisClient client = RedisClient.create(uri());
        try (var connection = client.connect()) {
            return connection.sync().keys(prefix + "*");
        } finally {
            client.shutdown();
        }
    }

    private ApplicationContextRunner tokensIn(String uri, KsefSimulator simulator) {
        return with(simulator)
                .withPropertyValues(
                        "ksef.stores.tokens=redis", "ksef.stores.encryption-key=" + KEY, "ksef.redis.uri=" + uri);
    }

    private ApplicationContextRunner counting(String uri, KsefSimulator simulator) {
        return with(simulator).withPropertyValues("ksef.limits.counting=redis", "ksef.redis.uri=" + uri);
    }

    private ApplicationContextRunner with(KsefSimulator simulator) {
        return TestClient.on(simulator)
                .withConfiguration(AutoConfigurations.of(KsefRedisAutoConfiguration.class))
                .withPropertyValues("ksef.redis.key-prefix=" + prefix);
    }

    private static ApplicationContextRunner springKnows(ApplicationContextRunner application, int port, String primary)
            throws Exception {
        String ofBoot4 = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails";
        Class<?> details = ClassUtils.resolveClassName(
                ClassUtils.isPresent(ofBoot4, null)
                        ? ofBoot4
                        : "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails",
                null);
        ClassLoader loader = details.getClassLoader();
        Object standalone = loader.loadClass(details.getName() + "$Standalone")
                .getMethod("of", String.class, int.class)
                .invoke(null, "127.0.0.1", port);
        Object node = loader.loadClass(details.getName() + "$Node")
                .getConstructor(String.class, int.class)
                .newInstance("127.0.0.1", port);
        Object sentinel = answering(loader.loadClass(details.getName() + "$Sentinel"), method -> switch (method) {
            case "getDatabase" -> 0;
            case "getMaster" -> primary;
            case "getNodes" -> List.of(node);
            default -> null;
        });
        return with(application, details, method -> switch (method) {
            case "getStandalone" -> primary == null ? standalone : null;
            case "getSentinel" -> primary == null ? null : sentinel;
            case "getPassword" -> PASSWORD;
            default -> null;
        });
    }

    private static <T> ApplicationContextRunner with(
            ApplicationContextRunner application, Class<T> type, Function<String, Object> answers) {
        return application.withBean(type, () -> type.cast(answering(type, answers)));
    }

    private static Object answering(Class<?> type, Function<String, Object> answers) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> answers.apply(method.getName());
                });
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }
}
