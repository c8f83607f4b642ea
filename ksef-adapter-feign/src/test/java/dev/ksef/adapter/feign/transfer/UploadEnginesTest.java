package dev.ksef.adapter.feign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.feign.ApacheEngine;
import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.adapter.feign.OkHttpEngine;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.server.StreamingServer;
import dev.ksef.testkit.server.StreamingServer.Part;
import feign.Client;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What uploads have of the HTTP engine that a transport was given. */
class UploadEnginesTest {

    private static final URI STORAGE = URI.create("http://127.0.0.1:9/v2");

    private final StreamingServer server = StreamingServer.start();

    /** The HTTP engine of a transport, set up with a proxy. */
    private enum HttpEngine {
        JDK {
            @Override
            void set(FeignTransport.Builder transport, InetSocketAddress proxy) {
                transport.proxy(ProxySelector.of(proxy));
            }
        },
        OK_HTTP {
            @Override
            void set(FeignTransport.Builder transport, InetSocketAddress proxy) {
                transport.engine(OkHttpEngine.of(new OkHttpClient.Builder()
                        .proxy(new Proxy(Proxy.Type.HTTP, proxy))
                        .build()));
            }
        },
        APACHE {
            @Override
            void set(FeignTransport.Builder transport, InetSocketAddress proxy) {
                transport.engine(ApacheEngine.of(
                        HttpClients.custom().setProxy(new HttpHost("http", proxy.getHostString(), proxy.getPort()))));
            }
        },
        /** One that takes no streams. */
        OF_THE_USER {
            @Override
            void set(FeignTransport.Builder transport, InetSocketAddress proxy) {
                transport.engine(UploadEnginesTest::neverAsked).proxy(ProxySelector.of(proxy));
            }
        };

        abstract void set(FeignTransport.Builder transport, InetSocketAddress proxy);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void upload_goesThroughTheProxyOfItsEngine(HttpEngine engine) {
        server.then(Part.reading(Reply.empty(201)));
        try (FeignTransport transport = throughProxy(engine)) {
            upload(transport, STORAGE, 100);
        }
        assertThat(server.received())
                .singleElement()
                .satisfies(head -> assertThat(head.target()).isEqualTo("http://127.0.0.1:9/part?sig=a%2Fb"));
        assertThat(server.bodyBytes()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void proxyThatWantsCredentials_isNotTakenForTheStorage(HttpEngine engine) {
        server.then(Part.reading(Reply.empty(407, "Proxy-Authenticate", "Basic realm=\"way out\"")));
        try (FeignTransport transport = throughProxy(engine)) {
            assertThatThrownBy(() -> upload(transport, STORAGE, 100))
                    .isInstanceOfSatisfying(
                            KsefTransportException.class,
                            refused -> assertThat(refused.delivery()).isEqualTo(Delivery.NOT_SENT))
                    .hasMessageContaining("wants credentials");
        }
    }

    @Test
    void engineThatTakesNoStreams_leavesUploadsToTheJdksClient() {
        server.then(Part.reading(Reply.empty(201)), Part.reading(Reply.empty(201)));
        try (FeignTransport transport = transport(UploadEnginesTest::neverAsked)) {
            upload(transport, server.uri(), 100);
            upload(transport, server.uri(), 100);
        }
        assertThat(server.bodyBytes()).isEqualTo(200);
    }

    /** What the engines make of an answer that comes before the part has left, if the storage closes at once. */
    @Test
    void okHttp_seesEachAnswerThatComesEarly() {
        try (FeignTransport transport = transport(Engines.okHttp())) {
            for (int i = 0; i < 5; i++) {
                server.then(Part.early(Reply.of(403, "application/xml", "<Error><Code>Gone</Code></Error>")));
                assertThatThrownBy(() -> upload(transport, server.uri(), 20_000_000))
                        .isInstanceOfSatisfying(
                                KsefApiException.class,
                                refused -> assertThat(refused.status()).isEqualTo(403));
            }
        }
    }

    @Test
    void successThatComesEarly_isNone() {
        server.then(Part.early(Reply.empty(201)));
        try (FeignTransport transport = transport(Engines.okHttp())) {
            assertThatThrownBy(() -> upload(transport, server.uri(), 20_000_000))
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining("before it had left");
        }
    }

    private FeignTransport throughProxy(HttpEngine engine) {
        var builder = Engines.transport(STORAGE, Time.system(), new RecordedEvents());
        engine.set(builder, new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        return builder.build();
    }

    private FeignTransport transport(Client engine) {
        return Engines.transport(server.uri(), Time.system(), new RecordedEvents())
                .engine(engine)
                .build();
    }

    private static feign.Response neverAsked(feign.Request request, feign.Request.Options options) {
        throw new AssertionError("An upload was handed to an engine that cannot stream");
    }

    private static void upload(FeignTransport transport, URI storage, int sizeBytes) {
        SignedLink link = SignedLink.of(storage.resolve("/part?sig=a%2Fb").toString());
        transport.storage().upload(new PartUploadRequest(1, "PUT", link, Map.of()), zeros(sizeBytes), Deadline.NEVER);
    }

    private static ContentSource zeros(int sizeBytes) {
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[sizeBytes]);
            }
        };
    }
}
