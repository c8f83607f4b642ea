package dev.ksef.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.fault.FaultContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A simulator that is closed leaves nothing behind, whatever its clients do. */
@Timeout(30)
class ClosingTest {

    @Test
    void closing_endsSlowClientsLongWaitsAndHandshakes_andGivesBackThePorts() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<Socket> clients = new ArrayList<>();
        int port;
        int tlsPort;
        try (KsefSimulator simulator = KsefSimulator.builder()
                .tlsPort(0)
                .faults("POST /auth/challenge=latency:999999999")
                .waiting(time -> {
                    waiting.countDown();
                    FaultContext.sleep(time);
                })
                .start()) {
            port = simulator.baseUri().getPort();
            tlsPort = simulator.tlsBaseUri().getPort();
            clients.add(sending(port, "POST /v2/auth/challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
            clients.add(sending(port, "POST /v2/auth/ksef-token HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nx"));
            clients.add(sending(port, "POST /v2/auth/ks"));
            clients.add(sending(tlsPort, "\u0016\u0003\u0001"));
            clients.add(sending(tlsPort, ""));
            waiting.await();
        }

        for (Thread left : added(before)) {
            left.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(added(before)).as("threads").isEmpty();
        for (Socket client : clients) {
            client.close();
        }
        bindable(port);
        bindable(tlsPort);
    }

    private static Set<Thread> added(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("ksef-simulator")
                        || thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("idle-timeout"))
                .collect(Collectors.toSet());
    }

    private static Socket sending(int port, String start) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(start.getBytes(US_ASCII));
        return socket;
    }

    private static void bindable(int port) throws IOException {
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(again.isBound()).isTrue();
        }
    }
}
