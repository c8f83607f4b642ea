package dev.ksef.simulator.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.identifier.Crc8Checksum;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveIdentifierTest extends SimulatorTest {

    private static final String UNKNOWN = "5265877635-20250826-0100001AF629-AF";
    private static final String LONG_AGO = "2026-11-01T00:00:00Z";
    private static final String LATER = "2026-12-01T00:00:00Z";

    private List<String> invoices(int count, String seller, String buyer) {
        Instant now = clock.instant();
        return simulator().invoices().store(count, seller, buyer, now, now);
    }

    private static ObjectNode request(List<String> ksefNumbers) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        ArrayNode invoices = request.putArray("invoices");
        ksefNumbers.forEach(number -> invoices.addObject().put("ksefNumber", number));
        return request;
    }

    private Answer post(TaxpayerClient caller, JsonNode request) {
        return client().post("/collective-identifiers", caller.access(), request);
    }

    private String create(TaxpayerClient caller, List<String> ksefNumbers) {
        return post(caller, request(ksefNumbers))
                .json()
                .path("collectiveIdentifierNumber")
                .stringValue();
    }

    private JsonNode invoicesOf(TaxpayerClient caller, String... numbers) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        ArrayNode array = request.putArray("collectiveIdentifierNumbers");
        List.of(numbers).forEach(array::add);
        return client().post("/collective-identifiers/invoices", caller.access(), request)
                .json();
    }

    private static ObjectNode range() {
        return RawClient.JSON
                .createObjectNode()
                .put("dateCreatedFrom", LONG_AGO)
                .put("dateCreatedTo", LATER);
    }

    private List<String> found(TaxpayerClient caller, JsonNode query) {
        return numbers(client().post("/collective-identifiers/query", caller.access(), query)
                .json());
    }

    private static List<String> numbers(JsonNode page) {
        return page.path("collectiveIdentifiers")
                .valueStream()
                .map(row -> row.path("collectiveIdentifierNumber").stringValue())
                .toList();
    }

    @Test
    void number_tellsSellerAndMonth_andHasCheckDigits() {
        TaxpayerClient seller = taxpayer().signedIn();

        Answer answer = post(seller, request(invoices(2, seller.nip(), "5265877635")));

        assertThat(answer.status()).isEqualTo(201);
        String number = answer.json().path("collectiveIdentifierNumber").stringValue();
        assertThat(number).matches(seller.nip() + "-IZ202611-[0-9A-F]{12}-[0-9A-F]{2}");
        assertThat(number).endsWith("-" + Crc8Checksum.of(number.substring(0, 32)));
    }

    @Test
    void identifier_isFoundByItsCreatorAndTheSeller_andByInvoice() {
        TaxpayerClient seller = taxpayer().signedIn();
        TaxpayerClient buyer = taxpayer().signedIn();
        TaxpayerClient stranger = taxpayer().signedIn();
        List<String> invoices = invoices(3, seller.nip(), buyer.nip());

        String number = create(buyer, invoices.subList(0, 2));

        JsonNode forBuyer = client().post("/collective-identifiers/query", buyer.access(), range())
                .json()
                .at("/collectiveIdentifiers/0");
        JsonNode forSeller = client().post("/collective-identifiers/query", seller.access(), range())
                .json()
                .at("/collectiveIdentifiers/0");
        assertThat(forBuyer.path("collectiveIdentifierNumber").stringValue()).isEqualTo(number);
        assertThat(forBuyer.path("invoiceCount").intValue()).isEqualTo(2);
        assertThat(forBuyer.path("createdInCurrentContext").booleanValue()).isTrue();
        assertThat(forSeller.path("collectiveIdentifierNumber").stringValue()).isEqualTo(number);
        assertThat(forSeller.path("createdInCurrentContext").booleanValue()).isFalse();
        assertThat(found(stranger, range())).isEmpty();
        assertThat(numbers(client().get("/collective-identifiers/ksef/" + invoices.get(0), stranger.access())
                        .json()))
                .containsExactly(number);
        assertThat(numbers(client().get("/collective-identifiers/ksef/" + invoices.get(2), buyer.access())
                        .json()))
                .as("of an invoice that is under none")
                .isEmpty();
    }

    @Test
    void query_withConditions_findsWhatMeetsThem() {
        TaxpayerClient seller = taxpayer().signedIn();
        TaxpayerClient buyer = taxpayer().signedIn();
        List<String> invoices = invoices(4, seller.nip(), buyer.nip());
        String two = create(seller, invoices.subList(0, 2));
        clock.advance(Duration.ofSeconds(1));
        String three = create(seller, invoices.subList(0, 3));
        String four = create(buyer, invoices);

        assertThat(found(seller, range())).as("newest first").endsWith(two).hasSize(3);
        assertThat(found(seller, range().put("collectiveIdentifierNumber", three)))
                .containsExactly(three);
        assertThat(found(seller, range().put("invoiceCountFrom", 3).put("invoiceCountTo", 3)))
                .containsExactly(three);
        assertThat(found(seller, range().put("createdInCurrentContext", false))).containsExactly(four);
        assertThat(found(seller, range().put("createdInCurrentContext", true))).containsExactly(three, two);
        assertThat(found(seller, range().put("dateCreatedFrom", clock.instant().toString())))
                .as("bounds are inclusive")
                .containsExactlyInAnyOrder(three, four);
        assertThat(found(
                        seller,
                        range().put(
                                        "dateCreatedTo",
                                        clock.instant().minusMillis(1).toString())))
                .containsExactly(two);
    }

    @Test
    void query_ofMoreThanAPage_goesOnBehindIt_inTheOrderOfDatesAndNumbers() {
        TaxpayerClient seller = taxpayer().signedIn();
        List<String> invoices = invoices(2, seller.nip(), "5265877635");
        List<String> made = new ArrayList<>(
                IntStream.range(0, 12).mapToObj(i -> create(seller, invoices)).toList());
        Collections.sort(made, Collections.reverseOrder());

        JsonNode first = client().post("/collective-identifiers/query", seller.access(), range())
                .json();
        JsonNode second =
                send(seller, "/query", range(), first.path("continuationToken").stringValue());

        assertThat(numbers(first)).as("all of one moment, by number").isEqualTo(made.subList(0, 10));
        assertThat(numbers(second)).isEqualTo(made.subList(10, 12));
        assertThat(second.path("continuationToken").asString(""))
                .as("the last page")
                .isEmpty();
    }

    private JsonNode send(TaxpayerClient caller, String path, JsonNode body, String token) {
        return client().send(
                        "POST",
                        "/collective-identifiers" + path,
                        caller.access(),
                        RawClient.JSON.writeValueAsBytes(body),
                        Map.of("Content-Type", "application/json", "x-continuation-token", token))
                .json();
    }

    @Test
    void invoices_areListedByNumberDescending_pageByPage() {
        TaxpayerClient seller = taxpayer().signedIn();
        List<String> invoices = invoices(15, seller.nip(), "5265877635");
        String one = create(seller, invoices.subList(0, 8));
        String other = create(seller, invoices.subList(8, 15));
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.putArray("collectiveIdentifierNumbers").add(one).add(other).add("unknown");

        JsonNode first = send(seller, "/invoices", request, "");
        JsonNode second = send(
                seller, "/invoices", request, first.path("continuationToken").stringValue());

        List<String> listed = new ArrayList<>();
        for (JsonNode page : List.of(first, second)) {
            page.path("invoices")
                    .forEach(row -> listed.add(row.path("ksefNumber").stringValue()));
        }
        assertThat(first.path("invoices").size()).isEqualTo(10);
        assertThat(listed)
                .isSortedAccordingTo(Collections.reverseOrder())
                .containsExactlyInAnyOrderElementsOf(invoices);
        assertThat(first.path("invoices")
                        .valueStream()
                        .filter(row -> row.path("ksefNumber").stringValue().equals(invoices.get(0)))
                        .map(row -> row.path("collectiveIdentifierNumber").stringValue()))
                .allMatch(one::equals);
    }

    @Test
    void details_areForTheCreatorAndThePartiesOnly() {
        TaxpayerClient seller = taxpayer().signedIn();
        TaxpayerClient buyer = taxpayer().signedIn();
        TaxpayerClient creator = taxpayer().signedIn();
        TaxpayerClient stranger = taxpayer().signedIn();
        ObjectNode request = request(invoices(2, seller.nip(), buyer.nip()));
        ObjectNode detailed = (ObjectNode) request.at("/invoices/0");
        detailed.put("description", "Rata")
                .putObject("payment")
                .put("amount", 12.5)
                .put("currency", "PLN");
        String number =
                post(creator, request).json().path("collectiveIdentifierNumber").stringValue();

        for (TaxpayerClient reader : List.of(creator, seller, buyer)) {
            JsonNode row = row(invoicesOf(reader, number), detailed);
            assertThat(row.path("description").stringValue()).isEqualTo("Rata");
            assertThat(row.path("payment").path("amount").doubleValue()).isEqualTo(12.5);
            assertThat(row.path("payment").path("currency").stringValue()).isEqualTo("PLN");
            assertThat(row.path("detailsHidden").booleanValue()).isFalse();
        }
        JsonNode hidden = row(invoicesOf(stranger, number), detailed);
        assertThat(hidden.path("detailsHidden").booleanValue()).isTrue();
        assertThat(hidden.has("payment") || hidden.has("description")).isFalse();
        assertThat(row(invoicesOf(stranger, number), request.at("/invoices/1"))
                        .path("detailsHidden")
                        .booleanValue())
                .as("nothing is there to hide")
                .isFalse();
    }

    private static JsonNode row(JsonNode page, JsonNode invoice) {
        return page.path("invoices")
                .valueStream()
                .filter(row -> row.path("ksefNumber").equals(invoice.path("ksefNumber")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void creating_withInvoicesThatDoNotFit_isRefused_andNamesThem() {
        TaxpayerClient seller = taxpayer().signedIn();
        List<String> invoices = invoices(2, seller.nip(), "5265877635");
        String another = invoices(1, "5265877635", seller.nip()).get(0);

        assertRefused(seller, List.of(invoices.get(0), UNKNOWN), 71001, UNKNOWN);
        assertRefused(seller, List.of(invoices.get(0), another), 71004, another);
        assertRefused(seller, List.of(invoices.get(0), invoices.get(1), invoices.get(0)), 71005, invoices.get(0));
        assertThat(found(seller, range())).as("nothing was made").isEmpty();
    }

    private void assertRefused(TaxpayerClient caller, List<String> invoices, int code, String named) {
        Answer answer = post(caller, request(invoices));
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.errorDetail()).contains(named);
    }

    @Test
    void invoice_underAsManyIdentifiersAsItMayBe_isRefusedForThatContextOnly() {
        TaxpayerClient seller = taxpayer().signedIn();
        List<String> invoices = invoices(3, seller.nip(), "5265877635");
        for (int i = 0; i < CollectiveIdentifiers.MOST_PER_INVOICE; i++) {
            create(seller, List.of(invoices.get(0), invoices.get(1 + i % 2)));
        }

        assertRefused(seller, List.of(invoices.get(1), invoices.get(0)), 71002, invoices.get(0));
        assertThat(post(seller, request(invoices.subList(1, 3))).status())
                .as("the others")
                .isEqualTo(201);
        assertThat(post(taxpayer().signedIn(), request(invoices)).status())
                .as("another context")
                .isEqualTo(201);
    }

    @Test
    void identifier_hasAsManyInvoicesAsItsContextMayGroup() {
        TaxpayerClient seller = taxpayer().signedIn();
        List<String> invoices = invoices(4, seller.nip(), "5265877635");
        ObjectNode limits =
                (ObjectNode) client().get("/limits/context", seller.access()).json();
        limits.putObject("collectiveIdentifier").put("maxInvoices", 3);
        client().post("/testdata/limits/context/session", seller.access(), limits);

        Answer tooMany = post(seller, request(invoices));
        Answer tooFew = post(seller, request(invoices.subList(0, 1)));

        assertThat(tooMany.errorCode()).isEqualTo(21405);
        assertThat(tooMany.errorDetail()).contains("'invoices'", "2 to 3");
        assertThat(tooFew.errorCode()).isEqualTo(21405);
        assertThat(post(seller, request(invoices.subList(0, 3))).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ksefNumber\":\"123\"}",
                "{\"payment\":{\"amount\":1,\"currency\":\"PLN\"}}",
                "{\"ksefNumber\":\"" + UNKNOWN + "\",\"payment\":{\"currency\":\"PLN\"}}",
                "{\"ksefNumber\":\"" + UNKNOWN + "\",\"payment\":{\"amount\":\"1\",\"currency\":\"PLN\"}}",
                "{\"ksefNumber\":\"" + UNKNOWN + "\",\"payment\":{\"amount\":1,\"currency\":\"zł\"}}"
            })
    void creating_withAWrongField_isRefused(String invoice) {
        ObjectNode request = request(List.of(UNKNOWN));
        ((ArrayNode) request.path("invoices")).add(RawClient.JSON.readTree(invoice));

        assertThat(post(taxpayer().signedIn(), request).errorCode()).isEqualTo(21405);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z,2027-02-09T00:00:01Z,100 days",
        "2026-11-02T00:00:00Z,2026-11-01T00:00:00Z,must not be later",
        "'',2026-11-01T00:00:00Z,dateCreatedFrom"
    })
    void query_overAWrongRange_isRefused(String from, String to, String detail) {
        Answer answer = client().post(
                        "/collective-identifiers/query",
                        taxpayer().signedIn().access(),
                        range().put("dateCreatedFrom", from).put("dateCreatedTo", to));

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void invoices_ofNoneOrOfTooManyIdentifiers_areRefused(int count) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        ArrayNode numbers = request.putArray("collectiveIdentifierNumbers");
        IntStream.range(0, count).forEach(i -> numbers.add("unknown" + i));

        assertThat(client().post(
                                "/collective-identifiers/invoices",
                                taxpayer().signedIn().access(),
                                request)
                        .errorCode())
                .isEqualTo(21405);
    }

    @ParameterizedTest
    @CsvSource({"POST,/query", "POST,/invoices", "GET,/ksef/5265877635-20261123-010080615740-E4"})
    void listsContinuedWithAWrongToken_areRefusedInWordsOfTheirOwn(String method, String path) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "x-continuation-token", "stolen");
        byte[] body = method.equals("POST") ? RawClient.JSON.writeValueAsBytes(range()) : new byte[0];

        Answer answer = client().send(
                        method,
                        "/collective-identifiers" + path,
                        taxpayer().signedIn().access(),
                        body,
                        headers);

        assertThat(answer.errorCode()).isEqualTo(21418);
        assertThat(answer.text()).contains("Przesłany token kontynuacji jest nieprawidłowy.");
    }

    @Test
    void emptyTexts_areTaken() {
        TaxpayerClient seller = taxpayer().signedIn();
        ObjectNode request = request(invoices(2, seller.nip(), "5265877635"));
        ((ObjectNode) request.path("invoices").path(0)).put("description", "");

        String number =
                post(seller, request).json().path("collectiveIdentifierNumber").stringValue();

        assertThat(invoicesOf(seller, number).path("invoices").valueStream())
                .filteredOn(invoice -> invoice.has("description"))
                .singleElement()
                .satisfies(invoice ->
                        assertThat(invoice.path("description").stringValue()).isEmpty());
        assertThat(found(seller, range().put("collectiveIdentifierNumber", "")))
                .as("no number is empty")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/query,201", "/invoices,501"})
    void lists_withAWrongPage_areRefused(String path, int tooLarge) {
        TaxpayerClient caller = taxpayer().signedIn();
        ObjectNode body = path.equals("/query") ? range() : RawClient.JSON.createObjectNode();
        Map<String, String> headers = Map.of("Content-Type", "application/json", "x-continuation-token", "stolen");
        byte[] bytes = RawClient.JSON.writeValueAsBytes(body);

        assertThat(client().send("POST", "/collective-identifiers" + path, caller.access(), bytes, headers)
                        .errorCode())
                .as("token")
                .isEqualTo(21418);
        assertThat(client().post("/collective-identifiers" + path + "?pageSize=" + tooLarge, caller.access(), body)
                        .errorCode())
                .as("size")
                .isEqualTo(21405);
        assertThat(client().post("/collective-identifiers" + path, "", body).status())
                .as("nobody")
                .isEqualTo(401);
    }

    @Test
    void invoice_withANumberOfAnotherShape_isRefused() {
        assertThat(client().get(
                                "/collective-identifiers/ksef/123",
                                taxpayer().signedIn().access())
                        .errorCode())
                .isEqualTo(21405);
    }
}
