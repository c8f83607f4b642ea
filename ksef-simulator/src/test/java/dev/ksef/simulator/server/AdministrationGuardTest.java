package dev.ksef.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which names a simulator is administered that other machines may administer. */
class AdministrationGuardTest {

    @ParameterizedTest
    @CsvSource({
        "evil.example,403",
        "evil.example:8080,403",
        "192.168.0.1.evil.example,403",
        "ksef.localhost,200",
        "192.168.0.1:8080,200",
        "[fe80::1]:8080,200",
        "ksef:8080,200",
        "my_service,200",
        "ksef.firm.example:8443,200",
        "ksef.firm.example,403"
    })
    void remoteAdministration_answersToNamesThatNoOtherSiteHas(String host, int status) throws IOException {
        try (KsefSimulator ksef = KsefSimulator.builder()
                .remoteAdministration(true)
                .publicBase(URI.create("https://ksef.firm.example:8443"))
                .start()) {
            String answer = faults(ksef, host);

            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer.contains("--public-base")).as("the way out").isEqualTo(status == 403);
        }
    }

    private static String faults(KsefSimulator ksef, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", ksef.baseUri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /simulator/faults HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
