package dev.ksef.spring;

import dev.ksef.adapter.redis.RedisAccess;
import dev.ksef.adapter.redis.RedisCallLedger;
import dev.ksef.adapter.redis.RedisTokenStore;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.TokenStore;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Keeps tokens, and counts calls, in Redis, where that is asked for: at the address of {@code ksef.redis.uri}, or in the Redis that
 * Spring knows, from its properties or from a service connection. What tells the latter has another name since Boot 4, so that there
 * are two of it, of which one fits at most.
 */
@AutoConfiguration(before = KsefAutoConfiguration.class, after = KsefStoresAutoConfiguration.class)
@ConditionalOnClass(RedisTokenStore.class)
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefRedisAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    RedisAccess ksefRedisAccess(KsefProperties properties, ObjectProvider<SpringRedis> spring) {
        KsefProperties.Redis redis = properties.redis();
        RedisURI address = redis.uri() == null
                ? Objects.requireNonNull(spring.getIfAvailable(() -> SpringRedis.NONE))
                        .address()
                : StoreCheck.RedisAddress.of(redis.uri());
        RedisAccess access =
                RedisAccess.to(address).keyPrefix(redis.keyPrefix()).commandTimeout(redis.timeout());
        return redis.evictionAllowed() ? access.evictionAllowed() : access;
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean(TokenStore.class)
    @ConditionalOnProperty(name = "ksef.stores.tokens", havingValue = "redis")
    RedisTokenStore ksefRedisTokenStore(RedisAccess access, KsefProperties properties, ObjectProvider<DataKeys> keys) {
        return RedisTokenStore.encrypted(access, keys.getIfAvailable(() -> StoreKeys.all(properties.stores())));
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean(CallLedger.class)
    @ConditionalOnProperty(name = "ksef.limits.counting", havingValue = "redis")
    RedisCallLedger ksefRedisCallLedger(RedisAccess access) {
        return RedisCallLedger.at(access);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails")
    static class RedisOfBoot3 {

        @Bean
        @Lazy
        SpringRedis ksefSpringRedis(
                ObjectProvider<org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails> found) {
            return () -> {
                var details = found.getIfAvailable();
                if (details == null) {
                    return SpringRedis.NONE.address();
                }
                var alone = details.getStandalone();
                if (alone != null) {
                    RedisURI uri = SpringRedis.server(
                            alone.getHost(), alone.getPort(), alone.getDatabase(), alone.getSslBundle());
                    return SpringRedis.signedIn(uri, details.getUsername(), details.getPassword());
                }
                var sentinel = SpringRedis.needSentinel(details.getSentinel());
                List<RedisURI> nodes = sentinel.getNodes().stream()
                        .map(node -> SpringRedis.server(node.host(), node.port(), 0, sentinel.getSslBundle()))
                        .map(node -> SpringRedis.signedIn(node, sentinel.getUsername(), sentinel.getPassword()))
                        .toList();
                RedisURI uri = SpringRedis.sentinels(
                        nodes, sentinel.getMaster(), sentinel.getDatabase(), sentinel.getSslBundle());
                return SpringRedis.signedIn(uri, details.getUsername(), details.getPassword());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
    static class RedisOfBoot4 {

        @Bean
        @Lazy
        SpringRedis ksefSpringRedis(
                ObjectProvider<org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails> found) {
            return () -> {
                var details = found.getIfAvailable();
                if (details == null) {
                    return SpringRedis.NONE.address();
                }
                SslBundle tls = details.getSslBundle();
                var alone = details.getStandalone();
                if (alone != null) {
                    RedisURI uri = SpringRedis.server(alone.getHost(), alone.getPort(), alone.getDatabase(), tls);
                    return SpringRedis.signedIn(uri, details.getUsername(), details.getPassword());
                }
                var sentinel = SpringRedis.needSentinel(details.getSentinel());
                List<RedisURI> nodes = sentinel.getNodes().stream()
                        .map(node -> SpringRedis.server(node.host(), node.port(), 0, tls))
                        .map(node -> SpringRedis.signedIn(node, sentinel.getUsername(), sentinel.getPassword()))
                        .toList();
                RedisURI uri = SpringRedis.sentinels(nodes, sentinel.getMaster(), sentinel.getDatabase(), tls);
                return SpringRedis.signedIn(uri, details.getUsername(), details.getPassword());
            };
        }
    }

    /** The Redis that Spring knows. */
    interface SpringRedis {

        /** No Redis. */
        SpringRedis NONE = () -> {
            throw new KsefPropertyException(
                    "ksef.redis.uri",
                    "is missing, and Spring knows no Redis",
                    "Set it to redis://user:password@host:port, or add spring-boot-starter-data-redis and set"
                            + " spring.data.redis.url.");
        };

        /** Returns where it is. */
        RedisURI address();

        static RedisURI server(String host, int port, int database, @Nullable SslBundle tls) {
            RedisURI uri = RedisURI.create(host, port);
            uri.setDatabase(database);
            uri.setSsl(tls(tls));
            return uri;
        }

        static RedisURI sentinels(List<RedisURI> nodes, String primary, int database, @Nullable SslBundle tls) {
            var uri = new RedisURI();
            uri.getSentinels().addAll(nodes);
            uri.setSentinelMasterId(primary);
            uri.setDatabase(database);
            uri.setSsl(tls(tls));
            return uri;
        }

        static RedisURI signedIn(RedisURI uri, @Nullable String user, @Nullable String password) {
            if (password != null) {
                uri.setCredentialsProvider(new StaticCredentialsProvider(user, password.toCharArray()));
            }
            return uri;
        }

        static <T> T needSentinel(@Nullable T sentinel) {
            if (sentinel == null) {
                throw refused(
                        "is a cluster, or a primary with named replicas, which ksef-adapter-redis does not support");
            }
            return sentinel;
        }

        /** An address can ask for TLS, but not name keys and certificates. */
        private static boolean tls(@Nullable SslBundle bundle) {
            if (bundle == null) {
                return false;
            }
            if (bundle.getStores().getKeyStore() != null || bundle.getStores().getTrustStore() != null) {
                throw refused("has an SSL bundle with certificates of its own");
            }
            return true;
        }

        private static KsefPropertyException refused(String why) {
            return new KsefPropertyException(
                    "ksef.redis.uri",
                    "is missing, and the Redis that Spring knows " + why,
                    "Set it to another Redis, or add a bean of type RedisAccess.");
        }
    }
}
