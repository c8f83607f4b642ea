package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionListTest extends SimulatorTest {

    private TaxpayerClient taxpayer;

    @BeforeEach
    void signIn() {
        taxpayer = taxpayer().signedIn();
    }

    @Test
    void sessions_moreThanOnePage_areContinuedNewestFirst() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            opened.add(0, taxpayer.open().referenceNumber());
        }

        JsonNode first = list("").json();
        taxpayer.open();
        JsonNode last = client().get(
                        "/sessions?sessionType=Online",
                        taxpayer.access(),
                        Map.of(
                                "x-continuation-token",
                                first.path("continuationToken").stringValue()))
                .json();

        List<String> listed = references(first);
        listed.addAll(references(last));
        assertThat(listed)
                .as("ten and two; one opened in between shifts nothing")
                .isEqualTo(opened);
        assertThat(last.has("continuationToken")).as("no more").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"InProgress,100", "Succeeded,200", "Failed,445", "Cancelled,440"})
    void sessions_filteredByStatus_areOnlyThose(String filter, int code) {
        taxpayer.open();
        ClientSession good = taxpayer.open();
        good.send(TestInvoice.of(taxpayer).xml());
        good.close();
        ClientSession bad = taxpayer.open();
        bad.send("broken");
        bad.close();
        taxpayer.open().close();

        JsonNode sessions = list("&statuses=" + filter).json().path("sessions");

        assertThat(sessions.size()).as("one of each").isEqualTo(1);
        assertThat(sessions.path(0).path("status").path("code").intValue())
                .as("its code")
                .isEqualTo(code);
    }

    @Test
    void sessions_filteredByTwoStatuses_areBoth() {
        taxpayer.open();
        taxpayer.open().close();

        assertThat(list("&statuses=InProgress&statuses=Cancelled")
                        .json()
                        .path("sessions")
                        .size())
                .as("the name is repeated")
                .isEqualTo(2);
    }

    @Test
    void sessions_filteredByReference_isThatOne() {
        taxpayer.open();
        ClientSession wanted = taxpayer.open();

        assertThat(references(
                        list("&referenceNumber=" + wanted.referenceNumber()).json()))
                .as("only this")
                .containsExactly(wanted.referenceNumber());
    }

    @Test
    void sessions_filteredByTime_areThoseWithin() {
        taxpayer.open();
        clock.advance(Duration.ofMinutes(1));
        Instant middle = clock.instant();
        ClientSession second = taxpayer.open();

        assertThat(references(list("&dateCreatedFrom=" + encoded(middle)).json()))
                .as("created since")
                .containsExactly(second.referenceNumber());
        assertThat(references(list("&dateCreatedTo=" + encoded(middle.minusSeconds(1)))
                        .json()))
                .as("created before")
                .doesNotContain(second.referenceNumber())
                .hasSize(1);
        second.close();
        assertThat(references(list("&dateClosedFrom=" + encoded(middle)).json()))
                .as("closed at all")
                .containsExactly(second.referenceNumber());
        clock.advance(Duration.ofMinutes(1));
        assertThat(references(
                        list("&dateModifiedFrom=" + encoded(clock.instant())).json()))
                .as("nothing happened since")
                .isEmpty();
    }

    @Test
    void sessions_ofBatchType_areNone() {
        taxpayer.open();

        assertThat(client().get("/sessions?sessionType=Batch", taxpayer.access())
                        .json()
                        .path("sessions")
                        .size())
                .as("only interactive ones were opened")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions",
                "/sessions?sessionType=online",
                "/sessions?sessionType=Online&statuses=Open",
                "/sessions?sessionType=Online&pageSize=9",
                "/sessions?sessionType=Online&pageSize=x",
                "/sessions?sessionType=Online&pageSize=1001",
                "/sessions?sessionType=Online&dateCreatedFrom=yesterday"
            })
    void sessions_withWrongQuery_areRefused(String path) {
        assertThat(client().get(path, taxpayer.access()).errorCode()).as(path).isEqualTo(21405);
    }

    @Test
    void problems_withANumberOrALength_sayWhatWasEntered() {
        assertThat(client().get("/sessions?sessionType=Online&pageSize=9", taxpayer.access())
                        .errorDetail())
                .isEqualTo("'pageSize' must be between 10 and 1000. You entered 9.");
        assertThat(client().get("/sessions/1234", taxpayer.access()).errorDetail())
                .isEqualTo("'referenceNumber' must be 36 characters in length. You entered 4 characters.");
        assertThat(client().get("/peppol/query?pageSize=101", "").errorDetail())
                .isEqualTo("'pageSize' must be between 10 and 100. You entered 101.");
    }

    @Test
    void invoices_moreThanOnePage_areContinuedInOrder() {
        ClientSession session = taxpayer.open();
        for (int i = 0; i < 11; i++) {
            session.send("broken " + i);
        }
        session.send(TestInvoice.of(taxpayer).xml());

        assertThat(ordinals(session, "/invoices"))
                .as("all, in the order of sending")
                .hasSize(12)
                .isSorted();
        assertThat(ordinals(session, "/invoices/failed"))
                .as("all but the last")
                .hasSize(11)
                .doesNotContain(12);
    }

    @Test
    void invoices_continuedWithTheTokenOfAnotherList_areRefused() {
        ClientSession session = taxpayer.open();
        for (int i = 0; i < 11; i++) {
            session.send("broken " + i);
        }
        String token = session.get("/invoices").json().path("continuationToken").stringValue();

        Answer answer = client().get(
                        "/sessions/" + session.referenceNumber() + "/invoices/failed",
                        taxpayer.access(),
                        Map.of("x-continuation-token", token));

        assertThat(answer.errorCode()).as("no token of this list").isEqualTo(21418);
    }

    private List<Integer> ordinals(ClientSession session, String list) {
        JsonNode first = session.get(list).json();
        JsonNode last = client().get(
                        "/sessions/" + session.referenceNumber() + list,
                        taxpayer.access(),
                        Map.of(
                                "x-continuation-token",
                                first.path("continuationToken").stringValue()))
                .json();
        List<Integer> ordinals = new ArrayList<>();
        for (JsonNode page : List.of(first, last)) {
            page.path("invoices")
                    .forEach(invoice ->
                            ordinals.add(invoice.path("ordinalNumber").intValue()));
        }
        return ordinals;
    }

    private Answer list(String filters) {
        return client().get("/sessions?sessionType=Online" + filters, taxpayer.access());
    }

    private static List<String> references(JsonNode page) {
        List<String> references = new ArrayList<>();
        page.path("sessions")
                .forEach(session ->
                        references.add(session.path("referenceNumber").stringValue()));
        return references;
    }

    private static String encoded(Instant instant) {
        return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
    }
}
