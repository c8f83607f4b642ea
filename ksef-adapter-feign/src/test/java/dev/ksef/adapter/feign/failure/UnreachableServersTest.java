package dev.ksef.adapter.feign.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.feign.ApacheEngine;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.adapter.feign.OkHttpEngine;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.CallScope;
import dev.ksef.port.ContentSource;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and proxies that no request gets through to: each is told in words that say what to do. */
class UnreachableServersTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static final String EXPIRED = "has expired;" + TestCertificates.EXPIRED_IN;

    private static TestCertificates tls;

    /** The HTTP engine of a transport, set up with trusted certificates and a proxy. */
    private enum HttpEngine {
        JDK {
            @Override
            void set(FeignTransport.Builder transport, @Nullable InetSocketAddress proxy) throws Exception {
                transport.tls(tls.client());
                if (proxy != null) {
                    transport.proxy(ProxySelector.of(proxy));
                }
            }
        },
        OK_HTTP {
            @Override
            void set(FeignTransport.Builder transport, @Nullable InetSocketAddress proxy) throws Exception {
                var engine = new okhttp3.OkHttpClient.Builder()
                        .sslSocketFactory(tls.client().getSocketFactory(), tls.trust());
                if (proxy != null) {
                    engine.proxy(new Proxy(Proxy.Type.HTTP, proxy));
                }
                transport.engine(OkHttpEngine.of(engine.build()));
            }
        },
        APACHE {
            @Override
            void set(FeignTransport.Builder transport, @Nullable InetSocketAddress proxy) throws Exception {
                HttpClientBuilder engine = HttpClients.custom()
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.client()))
                                .build());
                if (proxy != null) {
                    engine.setProxy(new HttpHost("http", proxy.getHostString(), proxy.getPort()));
                }
                transport.engine(ApacheEngine.of(engine));
            }
        };

        abstract void set(FeignTransport.Builder transport, @Nullable InetSocketAddress proxy) throws Exception;
    }

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        tls = TestCertificates.made(folder);
    }

    @ParameterizedTest
    @EnumSource
    void goodCertificate_letsTheCallThrough(HttpEngine engine) throws Exception {
        try (OddServer server = OddServer.secure(tls.server("good"));
                FeignTransport transport = transport(engine, server.port(), null)) {
            assertThat(challenge(transport).clientIp()).isEqualTo("127.0.0.1");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JDK,late," + EXPIRED,
        "OK_HTTP,late," + EXPIRED,
        "APACHE,late," + EXPIRED,
        "JDK,early,not valid yet",
        "OK_HTTP,early,not valid yet",
        "APACHE,early,not valid yet",
        "JDK,foreign,another host name",
        "OK_HTTP,foreign,another host name",
        "APACHE,foreign,another host name",
        "JDK,own,not trusted",
        "OK_HTTP,own,not trusted",
        "APACHE,own,not trusted"
    })
    void badCertificate_getsNoRequest_andIsToldWithWhatIsWrong(HttpEngine engine, String certificate, String says)
            throws Exception {
        try (OddServer server = OddServer.secure(tls.server(certificate))) {
            refused(engine, server.port(), null, says);
            assertThat(server.requests()).as("requests that arrived").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatTheEngineDoesNotTrust_getsNoPartOfAPackage_andOneThatItTrustsDoes(HttpEngine engine)
            throws Exception {
        try (OddServer untrusted = OddServer.secure(tls.server("own"));
                FeignTransport transport = transport(engine, untrusted.port(), null)) {
            assertThat(failure(() -> upload(transport, untrusted)))
                    .hasMessageContaining("not trusted")
                    .satisfies(UnreachableServersTest::isNotSent);
            assertThat(untrusted.requests()).isZero();
        }
        try (OddServer trusted = OddServer.secure(tls.server("good"), "200 OK", "");
                FeignTransport transport = transport(engine, trusted.port(), null)) {
            assertThat(failure(() -> upload(transport, trusted)).delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(trusted.requests()).isEqualTo(1);
        }
    }

    @Test
    void uploadBesideAnEngineThatCannotMakeIt_goesByTheTlsOfTheBuilder() throws Exception {
        try (OddServer trusted = OddServer.secure(tls.server("good"), "200 OK", "");
                FeignTransport transport = FeignTransport.builder(
                                environment("https://127.0.0.1:" + trusted.port() + "/v2"))
                        .engine((request, options) -> {
                            throw new AssertionError("not asked");
                        })
                        .tls(tls.client())
                        .build()) {
            assertThat(failure(() -> upload(transport, trusted)).delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(trusted.requests()).isEqualTo(1);
        }
    }

    private static void upload(FeignTransport transport, OddServer server) {
        SignedLink link = SignedLink.of("https://127.0.0.1:" + server.port() + "/part?sig=a");
        ContentSource content = new ContentSource() {
            @Override
            public long sizeBytes() {
                return 10;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[10]);
            }
        };
        transport.storage().upload(new PartUploadRequest(1, "PUT", link, Map.of()), content, Deadline.NEVER);
    }

    /** What TLS, DNS or a proxy refuses is hardly mended within seconds. */
    @Test
    void failureThatRarelyHeals_isTriedOnceMore_othersThreeTimes() throws Exception {
        try (OddServer untrusted = OddServer.secure(tls.server("own"));
                OddServer proxy = OddServer.proxy("502 Bad Gateway")) {
            assertThat(attempts(HttpEngine.JDK, untrusted.port(), null)).isEqualTo(2);
            assertThat(attempts(HttpEngine.JDK, 443, proxy)).isEqualTo(2);
        }
        OddServer gone = OddServer.silent();
        gone.close();
        assertThat(attempts(HttpEngine.JDK, gone.port(), null)).isEqualTo(4);
    }

    private static long attempts(HttpEngine engine, int port, @Nullable OddServer proxy) throws Exception {
        var events = new RecordedEvents();
        var builder = FeignTransport.builder(environment("https://127.0.0.1:" + port + "/v2"))
                .time(FakeTime.at("2026-11-02T10:00:00Z"))
                .listener(events);
        engine.set(builder, proxy == null ? null : new InetSocketAddress("127.0.0.1", proxy.port()));
        try (FeignTransport transport = builder.build()) {
            failure(transport);
        }
        return events.of(KsefEvent.Attempt.class).size();
    }

    @ParameterizedTest
    @EnumSource
    void serverOfOldTls_isToldAsSuch(HttpEngine engine) throws Exception {
        try (OddServer server = OddServer.ofOldTls()) {
            refused(engine, server.port(), null, "1.2 or later");
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverWithoutTls_isToldAsSuch(HttpEngine engine) throws Exception {
        try (OddServer server = OddServer.withoutTls()) {
            refused(engine, server.port(), null, "does not speak TLS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxyThatWantsCredentials_isNotTakenForKsef(HttpEngine engine) throws Exception {
        try (OddServer proxy = OddServer.proxy("407 Proxy Authentication Required")) {
            refused(engine, 443, proxy, "wants credentials");
        }
    }

    /** Apache's client hands over the proxy's answer as if it were the server's. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "APACHE")
    void proxyThatDoesNotGetThrough_isToldAsSuch(HttpEngine engine) throws Exception {
        try (OddServer proxy = OddServer.proxy("502 Bad Gateway")) {
            refused(engine, 443, proxy, "proxy refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxyThatIsNotThere_isNamedAmongWhatToCheck(HttpEngine engine) throws Exception {
        OddServer gone = OddServer.silent();
        gone.close();
        refused(engine, 443, gone, "check the address, firewalls and proxies");
    }

    @ParameterizedTest
    @EnumSource
    void hostThatDoesNotResolve_saysWhatToCheck(HttpEngine engine) throws Exception {
        var builder = FeignTransport.builder(environment("https://nowhere.invalid/v2"))
                .attempts(1);
        engine.set(builder, null);
        try (FeignTransport transport = builder.build()) {
            assertThat(failure(transport)).hasMessageContaining("DNS").satisfies(UnreachableServersTest::isNotSent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatStaysSilent_isGivenUpInTime(HttpEngine engine) throws Exception {
        try (OddServer server = OddServer.silent();
                FeignTransport transport = transport(engine, server.port(), null)) {
            assertThat(failure(transport)).hasMessageContaining("took too long");
        }
    }

    private static void refused(HttpEngine engine, int port, @Nullable OddServer proxy, String says) throws Exception {
        try (FeignTransport transport = transport(engine, port, proxy)) {
            assertThat(failure(transport))
                    .hasMessageContainingAll(says.split(";"))
                    .hasMessageContaining("it did not reach KSeF")
                    .satisfies(UnreachableServersTest::isNotSent)
                    .as("words of engines")
                    .hasMessageNotContainingAny("PKIX", "sun.", "java", "Exception")
                    .satisfies(UnreachableServersTest::hasNoCauseOfEngines);
        }
    }

    private static void hasNoCauseOfEngines(KsefTransportException failure) {
        Throwable cause = failure.getCause();
        assertThat(cause == null || cause instanceof LastingFailureException).isTrue();
    }

    private static void isNotSent(KsefTransportException failure) {
        assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    }

    private static KsefTransportException failure(FeignTransport transport) {
        return failure(() -> challenge(transport));
    }

    private static KsefTransportException failure(Runnable call) {
        KsefTransportException failure = catchThrowableOfType(KsefTransportException.class, call::run);
        assertThat(failure).as("a failure of the call").isNotNull();
        return failure;
    }

    private static AuthChallenge challenge(FeignTransport transport) {
        return transport
                .open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(1)))
                .challenge();
    }

    private static FeignTransport transport(HttpEngine engine, int port, @Nullable OddServer proxy) throws Exception {
        var builder = FeignTransport.builder(environment("https://127.0.0.1:" + port + "/v2"))
                .attempts(1)
                // Later than the other, so that it is the silence that is told.
                .connectTimeout(SOON.multipliedBy(10))
                .readTimeout(SOON);
        engine.set(builder, proxy == null ? null : new InetSocketAddress("127.0.0.1", proxy.port()));
        return builder.build();
    }

    private static KsefEnvironment environment(String api) {
        return new KsefEnvironment("odd", URI.create(api), URI.create("https://127.0.0.1"));
    }
}
