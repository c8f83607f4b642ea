package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of metadata: what is refused, and how pages are cut. */
class MetadataQueryTest extends SimulatorTest {

    private static final int MOST = 25;

    private TaxpayerClient taxpayer;
    private Instant begun;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxInvoicesPerQuery(MOST).highWaterMarkLag(Duration.ofMinutes(1));
    }

    @BeforeEach
    void signIn() {
        taxpayer = taxpayer().signedIn();
        begun = clock.instant();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/subjectType | null | subjectType",
                "/subjectType | \"Subject9\" | subjectType",
                "/dateRange | null | dateRange",
                "/dateRange/from | null | dateRange.from",
                "/dateRange/from | \"yesterday\" | dateRange.from",
                "/dateRange/dateType | \"Sale\" | dateRange.dateType",
                "/ksefNumber | \"1\" | ksefNumber",
                "/sellerNip | \"PL5265877635\" | sellerNip",
                "/currencyCodes | [\"eur\"] | currencyCodes",
                "/invoiceTypes | [\"VAT\"] | invoiceTypes",
                "/invoicingMode | \"online\" | invoicingMode",
                "/formType | \"RR\" | formType",
                "/hasAttachment | \"yes\" | hasAttachment",
                "/amount | {} | amount.type",
                "/amount | {\"type\":\"Brutto\",\"from\":\"1\"} | amount.from",
                "/buyerIdentifier | {\"type\":\"Pesel\"} | buyerIdentifier.type"
            })
    void field_thatIsMissingOrWrong_isNamed(String place, String value, String named) {
        ObjectNode query = query(begun.toString(), null);
        String field = place.substring(place.lastIndexOf('/') + 1);
        ObjectNode parent = place.lastIndexOf('/') == 0 ? query : (ObjectNode) query.path("dateRange");
        parent.set(field, RawClient.JSON.readTree(value));

        Answer answer = post("", query);

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail()).contains("'" + named + "'");
    }

    @Test
    void range_thatIsWrong_isRefused() {
        Instant now = clock.instant();
        assertThat(post("", query(now.plusSeconds(1).toString(), null)).errorCode())
                .as("begins in the future")
                .isEqualTo(21405);
        assertThat(post("", query(now.minus(Duration.ofDays(101)).toString(), null))
                        .errorDetail())
                .as("too long")
                .contains("100 days");
        assertThat(post("", query(now.minus(Duration.ofDays(100)).toString(), now.toString()))
                        .status())
                .as("just short enough")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"PermanentStorage,false", "PermanentStorage,true", "Invoicing,false", "Issue,false"})
    void range_thatEndsAhead_isTaken(String dateType, boolean restricted) {
        String number = send();
        clock.advance(Duration.ofMinutes(2));
        ObjectNode query = query(
                begun.minusMillis(1).toString(),
                clock.instant().plus(Duration.ofDays(40)).toString());
        query.withObject("/dateRange").put("dateType", dateType).put("restrictToPermanentStorageHwmDate", restricted);

        Answer answer = post("", query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(numbers(answer.json())).containsExactly(number);
        if (dateType.equals("PermanentStorage")) {
            assertThat(mark(answer)).as("never ahead").isEqualTo(mark(post("", query(begun.toString(), null))));
        }
    }

    @Test
    void range_thatLiesAheadAsAWhole_isTakenAndEmpty() {
        send();
        Answer answer = post(
                "",
                query(
                        clock.instant().plusSeconds(60).toString(),
                        clock.instant().plusSeconds(120).toString()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(numbers(answer.json())).isEmpty();
    }

    @Test
    void date_withoutAnOffset_isOneInUtc() {
        String inHalfAnHour = LocalDateTime.ofInstant(clock.instant().plusSeconds(1800), ZoneOffset.UTC)
                .toString();

        assertThat(post("", query(inHalfAnHour, null)).errorDetail())
                .as("begins later than it ends; in Polish time it would lie in the past")
                .contains("dateRange.from");
    }

    @Test
    void date_withoutATime_isItsMidnightInUtc() {
        String number = send();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);

        assertThat(numbers(post("", query(today.toString(), null)).json())).containsExactly(number);
        assertThat(numbers(post("", query(today.minusDays(1).toString(), today.toString()))
                        .json()))
                .as("ends at midnight")
                .isEmpty();
        assertThat(numbers(
                        post("", query(today + "T00:00:00Z", today.plusDays(1).toString()))
                                .json()))
                .containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({"pageSize=9", "pageSize=251", "pageSize=x", "pageOffset=-1", "sortOrder=Up"})
    void page_thatIsWrong_isRefused(String page) {
        assertThat(post("?" + page, query(begun.toString(), null)).errorCode()).isEqualTo(21405);
    }

    @Test
    void pages_areTruncatedAtTheLimit_andBehindItThereIsNothing() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MOST + 2; i++) {
            sent.add(send());
        }
        ObjectNode query = query(begun.toString(), null);

        JsonNode first = post("?pageSize=10", query).json();
        JsonNode last = post("?pageSize=10&pageOffset=2", query).json();
        Answer behind = post("?pageSize=10&pageOffset=3", query);

        assertThat(first.path("hasMore").booleanValue()).isTrue();
        assertThat(first.path("isTruncated").booleanValue()).isFalse();
        assertThat(numbers(first)).isEqualTo(sent.subList(0, 10));
        assertThat(numbers(last)).as("up to the limit").isEqualTo(sent.subList(20, MOST));
        assertThat(last.path("hasMore").booleanValue()).isTrue();
        assertThat(last.path("isTruncated").booleanValue()).isTrue();
        assertThat(behind.errorCode()).isEqualTo(21405);
        assertThat(behind.errorDetail()).contains("starting from number " + MOST);
        assertThat(numbers(post("?pageSize=10&sortOrder=Desc", query).json()))
                .as("newest first")
                .startsWith(sent.get(MOST + 1), sent.get(MOST));
    }

    @Test
    void highWaterMark_isSetByTheFirstPageAndKept() {
        send();
        ObjectNode query = query(begun.toString(), null);
        String first = mark(post("", query));
        clock.advance(Duration.ofMinutes(5));
        String second = mark(post("?pageOffset=1", query));
        String anew = mark(post("", query));

        assertThat(first).isEqualTo(second);
        assertThat(anew).as("a new question").isNotEqualTo(first);
        assertThat(mark(post("", query(begun.toString(), begun.plusMillis(1).toString()))))
                .as("of an older range: its end")
                .isEqualTo(KsefTimestamps.json(begun.plusMillis(1)));
        query.withObject("/dateRange").put("dateType", "Invoicing");
        assertThat(post("", query).json().has("permanentStorageHwmDate"))
                .as("of other dates")
                .isFalse();
    }

    @Test
    void restriction_endsAtTheMark_andBeginsBeforeIt() {
        String number = send();
        ObjectNode query = query(begun.minusSeconds(300).toString(), null);
        query.withObject("/dateRange").put("restrictToPermanentStorageHwmDate", true);

        assertThat(numbers(post("", query).json())).as("stored after the mark").isEmpty();
        Answer beyond = post("", restricted(clock.instant()));
        clock.advance(Duration.ofMinutes(2));

        assertThat(beyond.errorCode()).as("begins after the mark").isEqualTo(21183);
        assertThat(numbers(post("", query).json())).containsExactly(number);
    }

    private ObjectNode restricted(Instant from) {
        ObjectNode query = query(from.toString(), null);
        query.withObject("/dateRange").put("restrictToPermanentStorageHwmDate", true);
        return query;
    }

    private static String mark(Answer answer) {
        return answer.json().path("permanentStorageHwmDate").stringValue();
    }

    private static List<String> numbers(JsonNode page) {
        return page.path("invoices")
                .valueStream()
                .map(row -> row.path("invoiceNumber").stringValue())
                .toList();
    }

    /** Sends an invoice, which is stored by then, and gives its number. */
    private String send() {
        TestInvoice invoice = TestInvoice.of(taxpayer);
        taxpayer.open().send(invoice.xml());
        clock.advance(Duration.ofMillis(2));
        return invoice.number();
    }

    private ObjectNode query(String from, String to) {
        ObjectNode query = RawClient.JSON.createObjectNode().put("subjectType", "Subject1");
        ObjectNode range =
                query.putObject("dateRange").put("dateType", "PermanentStorage").put("from", from);
        if (to != null) {
            range.put("to", to);
        }
        return query;
    }

    private Answer post(String page, ObjectNode query) {
        return client().post("/invoices/query/metadata" + page, taxpayer.access(), query);
    }
}
