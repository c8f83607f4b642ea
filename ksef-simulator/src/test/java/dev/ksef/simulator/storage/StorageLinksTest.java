package dev.ksef.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageLinksTest extends SimulatorTest {

    @Test
    void link_withAuthorization_isRefused() {
        Answer answer = RawClient.download(link(), Map.of("Authorization", "Bearer x"));

        assertThat(answer.status())
                .as("a bearer token must not go to the storage")
                .isEqualTo(400);
        assertThat(answer.text()).as("the storage answers in XML").contains("<Error><Code>InvalidAuthenticationInfo");
    }

    @Test
    void link_expired_isRefusedAndANewOneWorks() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        JsonNode status = session.sendAndLook(TestInvoice.of(taxpayer).xml());
        String old = status.path("upoDownloadUrl").stringValue();
        Duration life = Duration.between(
                clock.instant(),
                OffsetDateTime.parse(status.path("upoDownloadUrlExpirationDate").stringValue()));

        clock.advance(life.minusSeconds(1));
        int before = RawClient.download(old, Map.of()).status();
        clock.advance(Duration.ofSeconds(1));
        int after = RawClient.download(old, Map.of()).status();
        ClientSession seenAgain = new ClientSession(taxpayer.signedIn(), session.key(), session.referenceNumber());
        String renewed = seenAgain
                .look(status.path("referenceNumber").stringValue())
                .path("upoDownloadUrl")
                .stringValue();

        assertThat(before).as("to the last second").isEqualTo(200);
        assertThat(after).as("expired").isEqualTo(403);
        assertThat(RawClient.download(renewed, Map.of()).status())
                .as("every look gives a new link")
                .isEqualTo(200);
    }

    @Test
    void link_withAnotherSignaturePathOrEnd_isRefused() {
        String link = link();

        assertThat(status(link.replaceAll("sig=.*", "sig=abc"))).as("signature").isEqualTo(403);
        assertThat(status(link.replaceAll("[?].*", ""))).as("no query").isEqualTo(403);
        assertThat(status(link.replace("/invoice-upo/", "/session-upo/")))
                .as("path")
                .isEqualTo(403);
        assertThat(status(link.replaceAll("se=2026", "se=2027"))).as("end").isEqualTo(403);
    }

    private String link() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        return taxpayer.open()
                .sendAndLook(TestInvoice.of(taxpayer).xml())
                .path("upoDownloadUrl")
                .stringValue();
    }

    private static int status(String link) {
        return RawClient.download(link, Map.of()).status();
    }
}
