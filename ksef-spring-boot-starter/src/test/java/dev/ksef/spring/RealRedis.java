package dev.ksef.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import redis.embedded.RedisServer;

/** A Redis for the tests of this JVM, which keeps nothing on its disk. */
final class RealRedis {

    private static final class Shared {

        static final int PORT = start();
    }

    private RealRedis() {}

    /** Returns its port on 127.0.0.1. */
    static int port() {
        return Shared.PORT;
    }

    /** Returns a port that nobody listens at. */
    static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int start() {
        try {
            int port = freePort();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("daemonize no")
                    .setting("requirepass " + RedisStoresTest.PASSWORD)
                    .setting("dir " + Files.createTempDirectory("redis"))
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return port;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
