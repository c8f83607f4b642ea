package dev.ksef.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.TlsCertificate;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.crypto.EcKeys;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with the JDK's client as the judge of certificates. */
@Timeout(30)
class TlsTest {

    private static final String KEYS = "/security/public-key-certificates";

    @Test
    void client_thatTrustsTheCaOnly_getsThrough_byBothNames() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.builder().tlsPort(0).start()) {
            URI base = simulator.tlsBaseUri();
            HttpClient client = trusting(simulator.tlsCa());

            assertThat(base.toString()).matches("https://127\\.0\\.0\\.1:\\d+/v2");
            assertThat(get(client, base + KEYS).statusCode()).isEqualTo(200);
            assertThat(get(client, base.toString().replace("127.0.0.1", "localhost") + KEYS)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keys_areNotMadeForTheListener_butForTheFirstWhoLooks() {
        AtomicInteger made = new AtomicInteger();
        TlsIdentity identity = new TlsIdentity(() -> {
            KeyPair keys = EcKeys.generate();
            TlsCertificateTerms terms =
                    new TlsCertificateTerms(Duration.ofDays(30), List.of("localhost"), List.of("127.0.0.1"));
            TlsIssuer issuer = new TlsIssuer(Instant.now());
            made.incrementAndGet();
            return new TlsIdentity.Shown(keys, issuer.issue(keys, terms), issuer.authority());
        });

        assertThat(identity.context()).isNotNull();
        assertThat(made).as("a start makes none").hasValue(0);
        assertThat(identity.authority()).isSameAs(identity.authority());
        assertThat(made).as("once").hasValue(1);
    }

    @Test
    void client_thatDoesNotTrustTheCa_refuses() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.builder().tlsPort(0).start();
                KsefSimulator other = KsefSimulator.builder().tlsPort(0).start()) {
            String address = simulator.tlsBaseUri() + KEYS;

            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), address))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> get(trusting(other.tlsCa()), address))
                    .as("each simulator has an authority of its own")
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void expiredCertificate_isRefusedByAClient() {
        assertRefused(TlsCertificate.EXPIRED, "NotAfter");
    }

    @Test
    void certificateForAnotherHost_isRefusedByAClient() {
        assertRefused(TlsCertificate.WRONG_HOST, "No subject alternative names matching IP address 127.0.0.1");
    }

    private static void assertRefused(TlsCertificate certificate, String why) {
        try (KsefSimulator simulator =
                KsefSimulator.builder().tlsPort(0).tlsCertificate(certificate).start()) {
            assertThatThrownBy(() -> get(trusting(simulator.tlsCa()), simulator.tlsBaseUri() + KEYS))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(why);
        }
    }

    @Test
    void links_leadToWhereTheyWereAskedFor_andWorkThere() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.builder().tlsPort(0).start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(
                            new RawClient(simulator.baseUri()), simulator.nip(), simulator.token())
                    .signedIn();
            ClientSession session = taxpayer.open();
            JsonNode plain = session.sendAndLook(TestInvoice.of(taxpayer).xml());
            session.close();
            HttpClient client = trusting(simulator.tlsCa());
            String status = simulator.tlsBaseUri() + "/sessions/" + session.referenceNumber();
            JsonNode ofSession = getJson(client, status, taxpayer.access());
            JsonNode ofInvoice = getJson(
                    client,
                    status + "/invoices/" + plain.path("referenceNumber").stringValue(),
                    taxpayer.access());

            String http = plain.path("upoDownloadUrl").stringValue();
            String https = ofInvoice.path("upoDownloadUrl").stringValue();
            assertThat(http).startsWith(origin(simulator.baseUri()) + "/storage/");
            assertThat(https).startsWith(origin(simulator.tlsBaseUri()) + "/storage/");
            assertThat(ofSession
                            .path("upo")
                            .path("pages")
                            .path(0)
                            .path("downloadUrl")
                            .stringValue())
                    .startsWith(origin(simulator.tlsBaseUri()) + "/storage/");
            assertThat(get(client, https).body())
                    .isEqualTo(RawClient.download(http, Map.of()).text())
                    .contains("Potwierdzenie");
        }
    }

    @Test
    void links_leadToThePortOfTheStorage_ofTheSameScheme() throws Exception {
        try (KsefSimulator simulator =
                KsefSimulator.builder().tlsPort(0).storagePort(0).start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(
                            new RawClient(simulator.baseUri()), simulator.nip(), simulator.token())
                    .signedIn();
            ClientSession session = taxpayer.open();
            JsonNode plain = session.sendAndLook(TestInvoice.of(taxpayer).xml());
            HttpClient client = trusting(simulator.tlsCa());
            JsonNode ofInvoice = getJson(
                    client,
                    simulator.tlsBaseUri() + "/sessions/" + session.referenceNumber() + "/invoices/"
                            + plain.path("referenceNumber").stringValue(),
                    taxpayer.access());

            URI http = URI.create(plain.path("upoDownloadUrl").stringValue());
            URI https = URI.create(ofInvoice.path("upoDownloadUrl").stringValue());
            assertThat(http.toString()).startsWith(simulator.storageUri() + "/storage/");
            assertThat(https.getScheme()).isEqualTo("https");
            assertThat(https.getPort())
                    .isNotIn(
                            simulator.baseUri().getPort(),
                            simulator.tlsBaseUri().getPort(),
                            http.getPort());
            assertThat(get(client, https.toString()).body()).contains("Potwierdzenie");
        }
    }

    @Test
    void faults_countBothPortsTogether() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .tlsPort(0)
                .faults("GET " + KEYS + "#2=503", "GET " + KEYS + "#3=truncated")
                .start()) {
            HttpClient client = trusting(simulator.tlsCa());

            assertThat(new RawClient(simulator.baseUri()).get(KEYS, "").status())
                    .isEqualTo(200);
            assertThat(get(client, simulator.tlsBaseUri() + KEYS).statusCode()).isEqualTo(503);
            assertThatThrownBy(() -> get(client, simulator.tlsBaseUri() + KEYS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void ca_isWrittenWhereAsked(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ca.pem");
        try (KsefSimulator simulator =
                KsefSimulator.builder().tlsPort(0).caFile(file).start()) {
            byte[] pem = Files.readAllBytes(file);

            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)))
                    .isEqualTo(simulator.tlsCa());
            assertThat(Files.readString(file).lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
        }
    }

    @Test
    void settingsThatDoNotGoTogether_areRefused(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        KsefSimulator.builder().caFile(folder.resolve("ca.pem")).start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KsefSimulator.builder()
                        .tlsCertificate(TlsCertificate.EXPIRED)
                        .start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KsefSimulator.builder()
                        .tlsPort(0)
                        .caFile(folder.resolve("no/such/folder/ca.pem"))
                        .start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ca.pem");
    }

    @Test
    void portForTls_thatIsTaken_givesBackTheOtherOne() throws Exception {
        try (KsefSimulator first = KsefSimulator.builder().tlsPort(0).start()) {
            int taken = first.tlsBaseUri().getPort();
            int free;
            try (var socket = new ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            assertThatThrownBy(() ->
                            KsefSimulator.builder().port(free).tlsPort(taken).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + taken);

            KsefSimulator.builder().port(free).start().close();
        }
    }

    @Test
    void simulator_withoutTls_hasNoCa() {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            assertThatThrownBy(simulator::tlsBaseUri).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(simulator::tlsCa).isInstanceOf(IllegalStateException.class);
        }
    }

    private static String origin(URI base) {
        return base.toString().replace("/v2", "");
    }

    private static HttpClient trusting(X509Certificate authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static JsonNode getJson(HttpClient client, String address, String bearer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + bearer)
                .build();
        return RawClient.JSON.readTree(
                client.send(request, BodyHandlers.ofString()).body());
    }
}
