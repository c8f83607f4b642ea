package dev.ksef.benchmarks.cluster;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A PostgreSQL, a Redis and a simulator with the limits of production, for one run. */
final class Servers implements AutoCloseable {

    private final EmbeddedPostgres database;
    private final RedisServer redis;
    private final int redisPort;
    private final KsefSimulator simulator;

    private Servers(EmbeddedPostgres database, RedisServer redis, int redisPort, KsefSimulator simulator) {
        this.database = database;
        this.redis = redis;
        this.redisPort = redisPort;
        this.simulator = simulator;
    }

    static Servers start(Workload workload, ObservedCalls calls) throws IOException {
        EmbeddedPostgres database = EmbeddedPostgres.builder().start();
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("maxmemory-policy noeviction")
                .build();
        redis.start();
        KsefSimulator simulator = KsefSimulator.builder()
                .nips(workload.nips())
                .rateLimits(RateLimitProfile.PRODUCTION)
                .observer(calls)
                .start();
        return new Servers(database, redis, port, simulator);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String databaseUrl() {
        return database.getJdbcUrl("postgres", "postgres");
    }

    String redisUri() {
        return "redis://127.0.0.1:" + redisPort;
    }

    KsefSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() throws IOException {
        simulator.close();
        redis.stop();
        database.close();
    }
}
