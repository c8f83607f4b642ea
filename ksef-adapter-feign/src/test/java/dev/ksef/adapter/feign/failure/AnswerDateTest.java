package dev.ksef.adapter.feign.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.event.RecordedEvents;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The date of an answer is told where it can be believed. */
class AnswerDateTest {

    private static final String DATE = "Date: Mon, 02 Nov 2026 10:00:00 GMT\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private static TestCertificates tls;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        tls = TestCertificates.made(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "404 Not Found"})
    void dateOfKsef_isTold(String status) throws Exception {
        try (OddServer server = OddServer.secure(tls.server("good"), status, JSON + DATE)) {
            assertThat(dateTold("https", server)).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JSON,
                JSON + "Date: yesterday\r\n",
                JSON + "Age: 120\r\n" + DATE,
                "Content-Type: text/html\r\n" + DATE
            })
    void otherDates_areNot(String headers) throws Exception {
        try (OddServer server = OddServer.secure(tls.server("good"), "200 OK", headers)) {
            assertThat(dateTold("https", server)).isNull();
        }
    }

    @Test
    void dateWithoutTls_isNot() throws Exception {
        try (OddServer server = OddServer.insecure(JSON + DATE)) {
            assertThat(dateTold("http", server)).isNull();
        }
    }

    private static @Nullable Instant dateTold(String scheme, OddServer server) throws Exception {
        var events = new RecordedEvents();
        var environment = new KsefEnvironment(
                "dated", URI.create(scheme + "://127.0.0.1:" + server.port() + "/v2"), URI.create("https://127.0.0.1"));
        try (FeignTransport transport = FeignTransport.builder(environment)
                .tls(tls.client())
                .listener(events)
                .attempts(1)
                .build()) {
            AuthApi api = transport.open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(1)));
            Throwable refused = catchThrowable(api::challenge);
            assertThat(events.of(KsefEvent.Attempt.class)).as("%s", refused).hasSize(1);
            return events.of(KsefEvent.Attempt.class).get(0).serverDate();
        }
    }
}
