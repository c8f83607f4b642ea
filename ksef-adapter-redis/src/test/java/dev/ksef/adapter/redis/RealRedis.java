package dev.ksef.adapter.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;

/** A Redis on a free port, which keeps nothing on its disk. */
final class RealRedis implements AutoCloseable {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final RedisServer server;
    private final int port;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private RealRedis(RedisServer server, int port) throws IOException {
        this.server = server;
        this.port = port;
        server.start();
        this.client = RedisClient.create(uri());
        // Bytes that are no text are shown as some characters, and no two of them as the same.
        this.connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1));
        commands().ping();
    }

    /** Returns the one that the tests of this JVM share. It ends with the JVM. */
    static RealRedis shared() {
        return Shared.SERVER;
    }

    private static final class Shared {

        static final RealRedis SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** Starts one for a test that changes its settings. */
    static RealRedis start() {
        try {
            return startOn(freePort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static RealRedis startOn(int port) throws IOException {
        Path directory = Files.createTempDirectory("redis");
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("daemonize no")
                .setting("dir " + directory)
                .build();
        return new RealRedis(server, port);
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Returns a prefix that no other test has. */
    static String newPrefix() {
        return "test" + PREFIXES.incrementAndGet() + ":";
    }

    int port() {
        return port;
    }

    RedisURI uri() {
        return uri(port);
    }

    static RedisURI uri(int port) {
        return RedisURI.create("127.0.0.1", port);
    }

    RedisCommands<String, String> commands() {
        return connection.sync();
    }

    /** Asked by a script, since the method for it has other parameters in older versions of Lettuce. */
    List<String> keys(String prefix) {
        return commands()
                .eval("return redis.call('KEYS', ARGV[1])", ScriptOutputType.MULTI, new String[0], prefix + "*");
    }

    /** Returns names and contents of all keys that are texts. */
    List<String> contents(String prefix) {
        List<String> contents = new ArrayList<>();
        for (String key : keys(prefix)) {
            contents.add(key + " " + commands().get(key));
        }
        return contents;
    }

    @Override
    public void close() {
        client.shutdown(0, 1000, TimeUnit.MILLISECONDS);
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
