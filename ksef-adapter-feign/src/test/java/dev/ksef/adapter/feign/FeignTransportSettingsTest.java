package dev.ksef.adapter.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import feign.Client;
import feign.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of the default engine. */
class FeignTransportSettingsTest {

    private static final String CHALLENGE = "{\"challenge\":\"c\",\"timestampMs\":1}";
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Stream<Client> feignsOwnEngines() {
        return Stream.of(
                new feign.okhttp.OkHttpClient(),
                new feign.hc5.ApacheHttp5Client(),
                new Client.Default(null, null),
                new Client.Default(null, null) {});
    }

    @ParameterizedTest
    @MethodSource("feignsOwnEngines")
    void engineThatRepeatsByItself_isRefused_withWhatToUseInstead(Client engine) {
        FeignTransport.Builder settings = FeignTransport.builder(KsefEnvironment.TEST);
        assertThatThrownBy(() -> settings.engine(engine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice")
                .hasMessageMatching(".*(use (OkHttp|Apache)Engine|leave the engine out).*");
    }

    @Test
    void proxy_isTheWayOut() {
        try (ScriptedServer proxy = ScriptedServer.start().then(Reply.json(200, CHALLENGE));
                FeignTransport transport = FeignTransport.builder(
                                KsefEnvironment.custom("behind a proxy", "http://localhost:1/v2", "http://localhost"))
                        .proxy(ProxySelector.of(new InetSocketAddress(
                                proxy.uri().getHost(), proxy.uri().getPort())))
                        .build()) {
            assertThat(challenge(transport)).isEqualTo("c");
            assertThat(proxy.received().get(0).target()).isEqualTo("http://localhost:1/v2/auth/challenge");
        }
    }

    @Test
    void tls_withTheServersCertificate_isTrusted_andWithoutItNothingIsSent(@TempDir Path folder) throws Exception {
        SSLContext tls = context(certificate(folder));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, CHALLENGE.length());
            exchange.getResponseBody().write(CHALLENGE.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        var environment = KsefEnvironment.custom(
                "secure", "https://localhost:" + server.getAddress().getPort() + "/v2", "https://localhost");
        try (FeignTransport trusting =
                        FeignTransport.builder(environment).tls(tls).build();
                FeignTransport careful = FeignTransport.builder(environment).build()) {
            assertThat(challenge(trusting)).isEqualTo("c");
            var refused = catchThrowableOfType(KsefTransportException.class, () -> challenge(careful));
            assertThat(refused.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(refused).hasMessageContaining("TLS");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void transport_onceClosed_leavesNoThreadBehind() throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start().then(Reply.json(200, CHALLENGE))) {
            FeignTransport transport = FeignTransport.builder(
                            KsefEnvironment.custom("scripted", server.uri() + "/v2", "http://localhost"))
                    .build();
            challenge(transport);
            // Virtual threads are not listed: on later JDKs only those of the HTTP client itself are.
            assertThat(ourThreads() > 0 || Runtime.version().feature() >= 21).isTrue();
            transport.close();
            for (int i = 0; i < 100 && ourThreads() > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(ourThreads()).isZero();
        }
    }

    @Test
    void signedLink_isShownNoCookieOfTheApi_andMayLeadToAHostThatWasAllowed() {
        try (ScriptedServer server = ScriptedServer.start()
                        .then(
                                Reply.json(200, CHALLENGE, "Set-Cookie", "incap_ses_1=first; path=/"),
                                Reply.of(200, "application/xml", "<a/>"),
                                Reply.of(200, "application/xml", "<b/>"));
                FeignTransport transport = FeignTransport.builder(
                                KsefEnvironment.custom("scripted", server.uri() + "/v2", "http://localhost"))
                        .storageHost("LOCALHOST")
                        .build()) {
            challenge(transport);
            var into = new ByteArrayOutputStream();
            for (String link : List.of(
                    server.uri() + "/storage?sig=a",
                    "http://localhost:" + server.uri().getPort() + "/storage?sig=b")) {
                transport.storage().download(SignedLink.of(link), into, 100, Deadline.NEVER);
            }
            assertThat(into).hasToString("<a/><b/>");
            assertThat(server.received().subList(1, 3))
                    .allSatisfy(request -> assertThat(request.header("cookie")).isEmpty());
        }
    }

    @Test
    void signedLinkOverTls_isNotFollowedToTheSameHostWithoutIt() {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (FeignTransport transport = FeignTransport.builder(
                        KsefEnvironment.custom("secure", "https://localhost/v2", "https://localhost"))
                .engine((request, options) -> {
                    asked.add(request.url());
                    return Response.builder()
                            .status(307)
                            .headers(Map.of("Location", List.of("http://localhost/storage?sig=a")))
                            .request(request)
                            .build();
                })
                .build()) {
            SignedLink link = SignedLink.of("https://localhost/storage?sig=a");
            var refused = catchThrowableOfType(
                    KsefTransportException.class,
                    () -> transport.storage().download(link, new ByteArrayOutputStream(), 100, Deadline.NEVER));
            assertThat(refused.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(asked).containsExactly(link.reveal());
        }
    }

    @Test
    void engineWithADefect_isToldAsOneAttempt_byItsClassAlone() {
        var events = new RecordedEvents();
        try (FeignTransport transport = FeignTransport.builder(KsefEnvironment.TEST)
                .listener(events)
                .engine((request, options) -> {
                    throw new IllegalStateException("sec-ret");
                })
                .build()) {
            var failed = catchThrowableOfType(KsefTransportException.class, () -> challenge(transport));
            assertThat(failed.delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(failed).hasNoCause().hasMessageNotContaining("sec-ret");
            assertThat(events.of(KsefEvent.Attempt.class))
                    .extracting(KsefEvent.Attempt::failure)
                    .containsExactly("IllegalStateException");
        }
    }

    @Test
    void cookieThatCannotBeRead_isNotLoggedWithTheLinkItCameFrom() {
        List<String> logged = new CopyOnWriteArrayList<>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (ScriptedServer server = ScriptedServer.start()
                        .then(
                                Reply.of(200, "application/xml", "<a/>", "Set-Cookie", "=odd", "Set-Cookie", "odd"),
                                Reply.of(200, "application/xml", "<a/>"));
                FeignTransport transport = FeignTransport.builder(
                                KsefEnvironment.custom("scripted", server.uri() + "/v2", "http://localhost"))
                        .build()) {
            SignedLink link = SignedLink.of(server.uri() + "/storage?sig=sec-ret");
            transport.storage().download(link, new ByteArrayOutputStream(), 100, Deadline.NEVER);
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).noneMatch(message -> message.contains("sec-ret"));
    }

    @Test
    void timeouts_mustBePositive() {
        var builder = FeignTransport.builder(KsefEnvironment.TEST);
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.readTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("ksef-"))
                .count();
    }

    private static String challenge(FeignTransport transport) {
        return transport
                .open(AuthApi.class, CallScope.anonymous(Duration.ofSeconds(20)))
                .challenge()
                .challenge();
    }

    private static SSLContext context(KeyStore store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore certificate(Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        // The key's own certificate is what clients trust.
        store.setCertificateEntry("trusted", store.getCertificate("server"));
        return store;
    }
}
