package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The storage, where the parts of packages are uploaded by signed link: at a port of its own. */
class PartUploadTest extends SimulatorTest {

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.storagePort(0);
    }

    @Test
    void storage_isAtAnAddressOfItsOwn() {
        ClientBatch batch = inParts(1);
        String link = batch.link(1);
        String apiPort = ":" + simulator().baseUri().getPort() + "/";
        String storagePort = ":" + simulator().storageUri().getPort() + "/";

        Answer atTheApi = RawClient.upload(
                link.replace(storagePort, apiPort), batch.parts().get(0), batch.headers(1));

        assertThat(link).startsWith(simulator().storageUri() + "/storage/").doesNotContain(apiPort);
        assertThat(atTheApi.status()).isEqualTo(404);
        assertThat(RawClient.download(simulator().storageUri() + "/v2/auth/challenge", Map.of())
                        .status())
                .as("no API there")
                .isEqualTo(404);
        assertThat(batch.upload(1).status()).isEqualTo(201);
        batch.close();
        String upo = batch.invoices().get(0).path("upoDownloadUrl").stringValue();
        assertThat(upo).startsWith(simulator().storageUri().toString());
        assertThat(RawClient.download(upo, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void upload_tellsItsMethodAndHeaders() {
        ClientBatch batch = inParts(2);

        assertThat(batch.uploads())
                .extracting(
                        upload -> upload.path("ordinalNumber").intValue(),
                        upload -> upload.path("method").stringValue(),
                        upload -> upload.path("headers").toString())
                .containsExactly(
                        tuple(1, "PUT", "{\"x-ms-blob-type\":\"BlockBlob\"}"),
                        tuple(2, "PUT", "{\"x-ms-blob-type\":\"BlockBlob\"}"));
    }

    @Test
    void upload_withABearer_isRefused() {
        ClientBatch batch = inParts(1);

        Answer refused = RawClient.upload(
                batch.link(1),
                batch.parts().get(0),
                Map.of(
                        "x-ms-blob-type",
                        "BlockBlob",
                        "Authorization",
                        "Bearer " + batch.taxpayer().access()));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type")).isEqualTo("application/xml");
        assertThat(refused.text()).contains("<Code>InvalidAuthenticationInfo</Code>");
        assertThat(batch.close().errorCode()).as("nothing was kept").isEqualTo(21205);
    }

    @ParameterizedTest
    @CsvSource({"PageBlob,InvalidHeaderValue", "'',MissingRequiredHeader"})
    void upload_withoutTheRightHeader_isRefused(String type, String code) {
        ClientBatch batch = inParts(1);

        Answer refused = RawClient.upload(
                batch.link(1), batch.parts().get(0), type.isEmpty() ? Map.of() : Map.of("x-ms-blob-type", type));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("<Code>" + code + "</Code>");
        assertThat(batch.close().errorCode()).as("nothing was kept").isEqualTo(21205);
    }

    @Test
    void upload_withoutALength_isRefused() throws IOException, InterruptedException {
        ClientBatch batch = inParts(1);
        HttpRequest chunked = HttpRequest.newBuilder(URI.create(batch.link(1)))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(batch.parts().get(0))))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(chunked, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(411);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void link_livesTwentyMinutesForEachPart(int parts) {
        ClientBatch batch = inParts(parts);
        Duration window = Duration.ofMinutes(20L * parts);
        // Links are signed to the second.
        clock.advance(window.minusSeconds(1));

        Answer inTime = batch.upload(1);
        clock.advance(Duration.ofSeconds(1));
        Answer late = batch.upload(1);

        assertThat(inTime.status()).isEqualTo(201);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("<Code>AuthenticationFailed</Code>");
    }

    @Test
    void link_isForItsPartAndForWritingOnly() {
        ClientBatch batch = inParts(2);
        batch.upload(1);
        String link = batch.link(1);

        assertThat(RawClient.upload(link.replace("/batch-parts/1", "/batch-parts/2"), new byte[1], batch.headers(1))
                        .status())
                .as("another part")
                .isEqualTo(403);
        assertThat(RawClient.upload(link.replaceAll("se=2026", "se=2027"), new byte[1], batch.headers(1))
                        .status())
                .as("a later end")
                .isEqualTo(403);
        assertThat(RawClient.upload(link.replaceAll("[?].*", ""), new byte[1], batch.headers(1))
                        .status())
                .as("unsigned")
                .isEqualTo(403);
        assertThat(RawClient.download(link, Map.of()).status()).as("reading").isEqualTo(405);
    }

    @Test
    void upload_intoAClosedSession_isRefused() {
        ClientBatch batch = inParts(1).uploaded().closed();

        assertThat(batch.upload(1).status()).isEqualTo(403);
        assertThat(batch.statusCode()).isEqualTo(200);
    }

    @Test
    void uploads_mayRunInParallel() {
        ClientBatch batch = inParts(8);

        assertThat(IntStream.rangeClosed(1, 8)
                        .parallel()
                        .mapToObj(part -> batch.upload(part).status())
                        .distinct())
                .containsExactly(201);
        assertThat(batch.closed().statusCode()).isEqualTo(200);
    }

    @Test
    void uploadThatTheClientBreaksOff_wasNotTaken() throws IOException {
        ClientBatch batch = inParts(1);
        URI link = URI.create(batch.link(1));
        int length = batch.parts().get(0).length;

        try (Socket socket = new Socket(link.getHost(), link.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n"
                            + "x-ms-blob-type: BlockBlob\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(batch.parts().get(0), 0, length / 2);
            out.flush();
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).as("no answer").isEmpty();
        }

        assertThat(batch.close().errorCode()).isEqualTo(21205);
        assertThat(batch.upload(1).status()).isEqualTo(201);
    }

    @Test
    void storage_isAtTheApi_unlessItHasAPort() {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            assertThat(simulator.baseUri()).isEqualTo(URI.create(simulator.storageUri() + "/v2"));
        }
    }

    @Test
    void uploads_areNoExchangesOfTheApi_andTheirBodiesAreShownToNobody() {
        List<Exchange> seen = new ArrayList<>();
        try (KsefSimulator simulator =
                KsefSimulator.builder().clock(clock).observer(seen::add).start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(
                            new RawClient(simulator.baseUri()), simulator.nip(), simulator.token())
                    .signedIn();
            ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.ZIP, "invoice"));
        }

        assertThat(seen)
                .filteredOn(exchange -> exchange.method().equals("PUT"))
                .singleElement()
                .satisfies(exchange -> {
                    assertThat(exchange.uri().getPath()).startsWith("/storage/00/");
                    assertThat(exchange.requestBody()).isEmpty();
                    assertThat(exchange.status()).isEqualTo(201);
                });
    }

    private ClientBatch inParts(int count) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        byte[] archive = ClientPackage.of(
                        ClientPackage.ZIP, TestInvoice.of(taxpayer).xml())
                .archive();
        return ClientBatch.prepare(taxpayer, ClientPackage.ZIP, archive, archive.length / count + 1)
                .open();
    }
}
