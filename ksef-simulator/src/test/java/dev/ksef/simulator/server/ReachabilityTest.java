package dev.ksef.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.KodTwo;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the simulator can be reached, by whom, and where its links lead. */
class ReachabilityTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T13:37:21Z"));

    @ParameterizedTest
    @CsvSource({
        "ksef:8080,http://ksef:8080/storage/",
        "my_service.internal,http://my_service.internal/storage/",
        "[::1]:8080,http://[::1]:8080/storage/"
    })
    void link_leadsToTheHostThatWasAsked(String host, String start) throws IOException {
        try (KsefSimulator ksef = KsefSimulator.builder().clock(CLOCK).start()) {
            assertThat(linkFor(ksef, "HTTP/1.1", "Host: " + host + "\r\n")).startsWith(start);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a/b", "Host: user@host", "Host: host:port", "Host: <b>", "X-Other: x"})
    void link_forAHostThatIsNone_leadsToThisMachine(String header) throws IOException {
        try (KsefSimulator ksef = KsefSimulator.builder().clock(CLOCK).start()) {
            assertThat(linkFor(ksef, "HTTP/1.0", header + "\r\n")).startsWith(ksef.qrBaseUri() + "/storage/");
        }
    }

    @Test
    void link_withAPublicBase_leadsThere_andQrCodesMayBeSignedForIt() throws IOException {
        try (KsefSimulator ksef = KsefSimulator.builder()
                .clock(CLOCK)
                .publicBase(URI.create("https://ksef.example:8443/"))
                .start()) {
            KeyPair keys = ClientKeys.p256();
            IssuedCertificate issued = ksef.certificates().issueForOffline(keys.getPublic(), "Firma", ksef.nip());
            String link = KodTwo.of(ksef.qrBaseUri(), issued, ksef.nip(), new byte[] {1})
                    .host("ksef.example:8443")
                    .signed(keys.getPrivate());

            assertThat(linkFor(ksef, "HTTP/1.1", "Host: ksef:8080\r\n"))
                    .startsWith("https://ksef.example:8443/storage/");
            assertThat(RawClient.download(ksef.qrBaseUri() + link, Map.of()).text())
                    .contains("data-verdict=\"valid\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ksef.example",
                "ksef.example:8443",
                "https://ksef.example/v2",
                "https://ksef.example?a",
                "https://user@ksef.example",
                "https:///v2"
            })
    void publicBase_withMoreOrLessThanAHost_isRefused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KsefSimulator.builder().publicBase(URI.create(base)))
                .withMessageContaining(base);
    }

    @Test
    void simulator_byDefault_isReachedFromThisMachineOnly() {
        InetAddress outside = outside();
        try (KsefSimulator ksef = KsefSimulator.start()) {
            assertThatThrownBy(() -> new Socket(outside, ksef.baseUri().getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void simulator_boundToAllAddresses_isReachedFromOutside_butNotAdministered() {
        InetAddress outside = outside();
        try (Warnings warnings = new Warnings();
                KsefSimulator ksef = KsefSimulator.builder().bind("0.0.0.0").start()) {
            String base =
                    "http://" + outside.getHostAddress() + ":" + ksef.baseUri().getPort();

            assertThat(RawClient.download(base + "/v2/security/public-key-certificates", Map.of())
                            .status())
                    .isEqualTo(200);
            RawClient.Answer refused = RawClient.download(base + "/simulator/faults", Map.of());
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("--remote-administration");
            assertThat(RawClient.download(ksef.qrBaseUri() + "/simulator/faults", Map.of())
                            .status())
                    .as("from this machine")
                    .isEqualTo(200);
            assertThat(ksef.baseUri().getHost()).isEqualTo("127.0.0.1");
            assertThat(warnings.messages())
                    .contains("0.0.0.0", "other machines")
                    .doesNotContain("plan its faults");
        }
    }

    @Test
    void simulator_thatOthersMayAdminister_isAdministeredFromOutside_andSaysSo() {
        InetAddress outside = outside();
        try (Warnings warnings = new Warnings();
                KsefSimulator ksef = KsefSimulator.builder()
                        .bind(outside.getHostAddress())
                        .remoteAdministration(true)
                        .start()) {
            assertThat(ksef.baseUri().getHost()).as("the address it listens on").isEqualTo(outside.getHostAddress());
            assertThat(RawClient.download(ksef.qrBaseUri() + "/simulator/faults", Map.of())
                            .status())
                    .isEqualTo(200);
            assertThat(warnings.messages()).contains("plan its faults");
        }
    }

    @Test
    void simulator_onTheLoopbackAddress_warnsOfNothing() {
        try (Warnings warnings = new Warnings();
                KsefSimulator ksef = KsefSimulator.builder().bind("127.0.0.1").start()) {
            assertThat(ksef.baseUri().getHost()).isEqualTo("127.0.0.1");
            assertThat(warnings.messages()).isEmpty();
        }
    }

    @Test
    void address_thatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KsefSimulator.builder().bind("256.0.0.1:80"))
                .withMessageContaining("256.0.0.1:80");
    }

    /** Sends an invoice, and asks for its status with a header of its own. */
    private static String linkFor(KsefSimulator ksef, String version, String header) throws IOException {
        TaxpayerClient taxpayer =
                new TaxpayerClient(new RawClient(ksef.baseUri()), ksef.nip(), ksef.token()).signedIn();
        ClientSession session = taxpayer.open();
        String reference = session.send(TestInvoice.of(taxpayer).xml());
        String request = "GET /v2/sessions/" + session.referenceNumber() + "/invoices/" + reference + " " + version
                + "\r\n" + header + "Authorization: Bearer " + taxpayer.access() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ksef.baseUri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode status = RawClient.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            return status.path("upoDownloadUrl").stringValue();
        }
    }

    /** An address of this machine that is not the loopback address. */
    private static InetAddress outside() {
        Optional<InetAddress> found;
        try {
            found = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst();
        } catch (IOException unknown) {
            found = Optional.empty();
        }
        assumeTrue(found.isPresent(), "SKIPPED: this machine has no address but the loopback address");
        return found.orElseThrow();
    }

    /** What simulators log meanwhile. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(KsefSimulator.class.getName());
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        Warnings() {
            logger.addHandler(this);
        }

        String messages() {
            return String.join("\n", messages);
        }

        @Override
        public void publish(LogRecord warning) {
            messages.add(java.text.MessageFormat.format(warning.getMessage(), warning.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
