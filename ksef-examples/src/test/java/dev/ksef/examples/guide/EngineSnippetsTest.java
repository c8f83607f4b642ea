package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ksef.KsefClient;
import dev.ksef.adapter.feign.ApacheEngine;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.simulator.KsefSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets on HTTP engines, behind a proxy that wants credentials. */
class EngineSnippetsTest {

    private final KsefSimulator simulator = KsefSimulator.builder().start();
    private final HttpClient onwards = HttpClient.newHttpClient();
    private final AtomicInteger letThrough = new AtomicInteger();
    private boolean wantsCredentials = true;
    private HttpServer proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
        simulator.close();
    }

    @Test
    void defaultEngine_goesThroughAProxy() {
        wantsCredentials = false;
        KsefClient.Builder settings = settings();
        HttpEngines.proxy(settings, proxy.getAddress());
        signIn(settings);
    }

    @Test
    void defaultEngine_saysThatTheProxyWantsCredentials() {
        KsefClient.Builder settings = settings();
        HttpEngines.proxy(settings, proxy.getAddress());
        assertThatThrownBy(() -> signIn(settings))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("the proxy wants credentials: use an HTTP engine that has them");
    }

    @Test
    void okHttp_goesThroughAProxyThatWantsCredentials() {
        KsefClient.Builder settings = settings();
        HttpEngines.okHttp(settings, proxy.getAddress(), "clerk", "secret");
        signIn(settings);
    }

    @Test
    void apache_goesThroughAProxyThatWantsCredentials() {
        KsefClient.Builder settings = settings();
        try (ApacheEngine engine = HttpEngines.apache(settings, proxy.getAddress(), "clerk", "secret")) {
            assertThat(engine).isNotNull();
            signIn(settings);
        }
    }

    private KsefClient.Builder settings() {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()));
    }

    private void signIn(KsefClient.Builder settings) {
        try (KsefClient ksef = settings.build()) {
            ksef.forNip(simulator.nip()).rateLimits().refresh();
        }
        assertThat(letThrough).as("requests by way of the proxy").hasPositiveValue();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String credentials = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (wantsCredentials && !okhttp3.Credentials.basic("clerk", "secret").equals(credentials)) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"office\"");
            exchange.sendResponseHeaders(407, -1);
        } else {
            letThrough.incrementAndGet();
            answer(exchange, body);
        }
        exchange.close();
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(exchange.getRequestURI())
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Content-type")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = onwards.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
