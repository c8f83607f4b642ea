package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the properties set is what the client does. */
class SettingsTest {

    private static final String KEYS = "GET /security/public-key-certificates";

    @Test
    void attempts_areAsManyAsTheProperties() {
        try (var simulator = KsefSimulator.start()) {
            simulator.faults().add(KEYS + "#1=503");
            TestClient.on(simulator)
                    .withPropertyValues("ksef.http.attempts=1")
                    .run(context -> assertThatThrownBy(() -> keys(context.getBean(KsefClient.class)))
                            .isInstanceOf(KsefApiException.class));
            simulator.reset();
            simulator.faults().add(KEYS + "#1=503");
            TestClient.on(simulator).run(context -> keys(context.getBean(KsefClient.class)));
            assertThat(simulator.faults().met()).isNotEmpty();
        }
    }

    @Test
    void answerThatComesTooLate_endsTheExchange() {
        try (var simulator = KsefSimulator.start()) {
            simulator.faults().add(KEYS + "=latency:30000");
            TestClient.on(simulator)
                    .withPropertyValues("ksef.http.read-timeout=200ms", "ksef.http.attempts=1")
                    .run(context -> assertThatThrownBy(() -> keys(context.getBean(KsefClient.class)))
                            .isInstanceOf(KsefTransportException.class));
        }
    }

    @Test
    void call_endsByTheTimeout() {
        try (var simulator = KsefSimulator.start()) {
            simulator.faults().add(KEYS + "=latency:30000");
            TestClient.on(simulator)
                    .withPropertyValues("ksef.timeout=300ms")
                    .run(context -> assertThatThrownBy(() -> keys(context.getBean(KsefClient.class)))
                            .isInstanceOf(KsefException.class)
                            .hasMessageContaining("took too long"));
        }
    }

    @Test
    void limitsThatAreSwitchedOff_holdNothingBack() {
        List<KsefEvent.Blocked> blocked = new CopyOnWriteArrayList<>();
        KsefListener listener = new KsefListener() {
            @Override
            public void onBlocked(KsefEvent.Blocked event) {
                blocked.add(event);
            }
        };
        try (var simulator =
                KsefSimulator.builder().rateLimits(RateLimitProfile.PRODUCTION).start()) {
            TestClient.on(simulator)
                    .withPropertyValues("ksef.limits.enabled=false", "ksef.timeout=5s")
                    .withBean(KsefListener.class, () -> listener)
                    .run(context -> {
                        LimitApi limits = context.getBean(KsefClient.class)
                                .forNip(simulator.nip())
                                .open(LimitApi.class);
                        assertThatThrownBy(() -> {
                                    for (int call = 0; call < 60; call++) {
                                        limits.context();
                                    }
                                })
                                .isInstanceOf(KsefException.class);
                    });
        }
        assertThat(blocked).as("refused by KSeF").isNotEmpty();
    }

    @Test
    void gatewayWithItsOwnCertificate_isTrustedByABundle(@TempDir Path folder) throws Exception {
        try (var simulator = KsefSimulator.builder().tlsPort(0).start()) {
            Path authority = Files.writeString(
                    folder.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(simulator.tlsCa().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            var application =
                    TestClient.on(simulator).withPropertyValues("ksef.custom.api-base=" + simulator.tlsBaseUri());
            application
                    .withPropertyValues("ksef.http.attempts=1")
                    .run(context -> assertThatThrownBy(() -> keys(context.getBean(KsefClient.class)))
                            .isInstanceOf(KsefTransportException.class));
            application
                    .withPropertyValues(
                            "ksef.http.ssl-bundle=gateway",
                            "spring.ssl.bundle.pem.gateway.truststore.certificate=file:" + authority)
                    .run(context -> keys(context.getBean(KsefClient.class)));
            application
                    .withPropertyValues("ksef.http.ssl-bundle=none")
                    .run(context -> assertThat(
                                    PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                            .hasMessageStartingWith("ksef.http.ssl-bundle names no SSL bundle: none"));
        }
    }

    private static void keys(KsefClient client) {
        assertThat(client.open(PublicKeyApi.class).certificates()).isNotEmpty();
    }
}
