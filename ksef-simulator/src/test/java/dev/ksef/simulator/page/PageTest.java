package dev.ksef.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its data, as a browser gets them. */
class PageTest extends SimulatorTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @AfterEach
    void begin() {
        simulator().reset();
    }

    private Answer get(String path) {
        return get(path, Map.of());
    }

    private Answer get(String path, Map<String, String> headers) {
        return RawClient.download(simulator().qrBaseUri() + path, headers);
    }

    private JsonNode data(String path) {
        return get("/simulator/page" + path).json();
    }

    private List<String> texts(String path, String field) {
        return data(path)
                .path("rows")
                .valueStream()
                .map(row -> row.path(field).asString(""))
                .toList();
    }

    private Answer administer(String method, String path, String body) {
        return new RawClient(simulator().qrBaseUri())
                .send(method, path, "", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"pl-PL,pl", "'en-GB,en;q=0.9,pl;q=0.8',en", "'de,pl;q=0.5',pl", "de,en"})
    void page_isInTheLanguageThatTheBrowserPrefers(String accepted, String language) {
        assertThat(get("/", Map.of("Accept-Language", accepted)).text()).contains("<html lang=\"" + language + "\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/simulator/page/files/page.js", "/simulator/page/files/page.css"})
    void file_mayLoadNothingFromElsewhere_andRunsNoOtherScript(String path) {
        Answer file = get(path);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.text()).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "//cdn");
    }

    @Test
    void fileThatIsNone_isNotFound() {
        assertThat(get("/simulator/page/files/page.html").status()).isEqualTo(404);
        assertThat(get("/simulator/page/files/..%2Fpage.js").status()).isEqualTo(404);
        assertThat(get("/simulator/page/lists/secrets").status()).isEqualTo(404);
        assertThat(get("/simulator/page/invoices/none").status()).isEqualTo(404);
    }

    @Test
    void exchanges_tellHowEachWasJudged_theNewestFirst() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        simulator().faults().add("GET /rate-limits=503");
        taxpayer.client().get("/sessions/short", taxpayer.access());
        taxpayer.client().get("/sessions", "");
        taxpayer.client().get("/rate-limits", taxpayer.access());
        taxpayer.client().get("/limits/context", taxpayer.access());

        JsonNode rows = data("/lists/exchanges?most=4").path("rows");

        assertThat(rows.valueStream()
                        .map(row -> row.path("method").stringValue() + " "
                                + row.path("path").stringValue() + " "
                                + row.path("status").intValue()))
                .containsExactly(
                        "GET /v2/limits/context 200",
                        "GET /v2/rate-limits 503",
                        "GET /v2/sessions 401",
                        "GET /v2/sessions/short 400");
        assertThat(rows.path(1).path("faults").path(0).stringValue()).isEqualTo("GET /rate-limits=503");
        assertThat(rows.path(3).path("code").stringValue()).isEqualTo("21405");
        assertThat(rows.path(3).path("details").path(0).stringValue()).contains("36 characters");
        assertThat(texts("/lists/exchanges?refused=true", "path"))
                .containsExactly("/v2/rate-limits", "/v2/sessions", "/v2/sessions/short");
        assertThat(texts("/lists/exchanges?text=21405", "path")).containsExactly("/v2/sessions/short");
    }

    @Test
    void exchangesAndAllOtherData_haveNoSecret() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        JsonNode invoice = session.sendAndLook(TestInvoice.of(taxpayer).xml());
        session.close();
        String link = invoice.path("upoDownloadUrl").stringValue();
        RawClient.download(link, Map.of());

        for (String path : List.of(
                "/overview",
                "/limits",
                "/faults",
                "/lists/exchanges?most=100",
                "/lists/tokens?most=100",
                "/lists/sessions",
                "/lists/rights",
                "/lists/invoices",
                "/sessions/" + session.referenceNumber())) {
            String text = get("/simulator/page" + path).text();
            assertThat(text)
                    .as(path)
                    .doesNotContain(
                            taxpayer.token(),
                            taxpayer.token().substring(taxpayer.token().lastIndexOf('|') + 1),
                            taxpayer.access(),
                            taxpayer.refresh(),
                            simulator().token(),
                            "sig=");
        }
        assertThat(get("/simulator/page/lists/tokens?text=" + taxpayer.nip()).text())
                .contains(taxpayer.token().substring(0, 36));
    }

    @Test
    void rights_ofOneSubjectInOneContext_areOneRow_andATokenTellsWhatItPermits() {
        simulator().grant("90010112345", "5265877635");
        simulator().authorize("1111111111", "5265877635");

        JsonNode rows = data("/lists/rights").path("rows");
        JsonNode token = data("/lists/tokens?most=1").path("rows").path(0);

        assertThat(texts("/lists/rights", "kind")).containsExactly("PERSON", "AUTHORIZATION");
        assertThat(rows.path(0).path("subject").stringValue()).isEqualTo("90010112345");
        assertThat(rows.path(0).path("permissions").size()).isEqualTo(8);
        assertThat(rows.path(1).path("permissions").path(0).stringValue()).isEqualTo("SelfInvoicing");
        assertThat(texts("/lists/rights?text=9001", "context")).containsExactly("5265877635");
        assertThat(token.path("status").stringValue()).isEqualTo("Active");
        assertThat(token.path("permissions").size()).isEqualTo(8);
    }

    @Test
    void exchanges_areTwoHundredAtMost() {
        for (int i = 0; i < 205; i++) {
            client().get("/nothing/" + i, "");
        }

        assertThat(data("/lists/exchanges?most=100&skipped=190").path("rows").size())
                .isEqualTo(10);
        assertThat(data("/lists/exchanges").path("total").intValue()).isEqualTo(200);
        assertThat(texts("/lists/exchanges?most=1", "path")).containsExactly("/v2/nothing/204");
    }

    @Test
    void session_tellsItsInvoices_andWhyOneWasRejected() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        String xml = TestInvoice.of(taxpayer).xml();
        session.send(xml);
        session.send(xml);

        JsonNode row = data("/lists/sessions?text="
                        + session.referenceNumber().substring(12).toLowerCase(Locale.ROOT))
                .path("rows")
                .path(0);
        JsonNode rejected =
                data("/sessions/" + session.referenceNumber() + "?refused=true").path("rows");

        assertThat(row.path("accepted").intValue()).isEqualTo(1);
        assertThat(row.path("rejected").intValue()).isEqualTo(1);
        assertThat(row.path("status").path("code").intValue()).isEqualTo(100);
        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.path(0).path("status").path("code").intValue()).isEqualTo(440);
    }

    @Test
    void invoice_comesWithXmlUpoAndCode_thatLeadsToItsVerification() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        String xml =
                TestInvoice.of(taxpayer).number(MARKUP.replace("<", "&lt;")).xml();
        String number = session.sendAndLook(xml).path("ksefNumber").stringValue();

        JsonNode invoice = data("/invoices/" + number);
        Answer file = get("/simulator/page/invoices/" + number + "/xml");
        Answer upo = get("/simulator/page/invoices/" + number + "/upo");

        assertThat(invoice.path("invoiceNumber").stringValue()).isEqualTo(MARKUP);
        assertThat(invoice.path("xml").stringValue()).isEqualTo(xml);
        assertThat(file.text()).isEqualTo(xml);
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(SignedUpo.read(upo.body()).texts("NumerKSeFDokumentu")).containsExactly(number);
        assertThat(RawClient.download(invoice.path("code").path("link").stringValue(), Map.of())
                        .text())
                .contains("data-verdict=\"found\"");
        assertThat(invoice.path("code").path("path").stringValue()).matches("(M\\d+ \\d+h1v1h-1z)+");
    }

    @Test
    void lists_ofManyInvoices_haveAFewRows_andFindByNumber() {
        Instant time = clock.instant();
        List<String> numbers = simulator().invoices().store(12_000, "5265877635", "1111111111", time, time);

        JsonNode first = data("/lists/invoices");
        assertThat(first.path("total").intValue()).isEqualTo(12_000);
        assertThat(first.path("rows").size()).isEqualTo(25);
        assertThat(texts("/lists/invoices?most=1", "ksefNumber")).containsExactly(numbers.get(11_999));
        assertThat(texts("/lists/invoices?most=1&skipped=11999", "ksefNumber")).containsExactly(numbers.get(0));
        assertThat(data("/lists/invoices?text=" + numbers.get(11_000))
                        .path("rows")
                        .size())
                .isEqualTo(1);
        JsonNode old = data("/lists/invoices?text=" + numbers.get(0));
        assertThat(old.path("rows").size()).as("behind ten thousand others").isZero();
        assertThat(old.path("complete").booleanValue()).as("which is told").isFalse();
        assertThat(get("/simulator/page/lists/invoices?most=101").status()).isEqualTo(400);
    }

    @Test
    void rule_isSwitchedOffAlone() {
        administer("POST", "/simulator/faults", "GET /sessions=503\nPOST /auth/challenge=429");
        String rule = URLEncoder.encode("GET /sessions=503", StandardCharsets.UTF_8);

        assertThat(administer("DELETE", "/simulator/faults?rule=" + rule, "").status())
                .isEqualTo(204);
        assertThat(administer("DELETE", "/simulator/faults?rule=" + rule, "").status())
                .as("a rule that there is not")
                .isEqualTo(404);

        assertThat(simulator().faults().rules()).hasSize(1);
        simulator().faults().clear();
    }

    @Test
    void reset_byThePage_beginsAnew_andWithoutAFolderNothingIsSaved() {
        simulator().invoices().store(1, "5265877635", "1111111111", clock.instant(), clock.instant());

        assertThat(administer("POST", "/simulator/reset", "").status()).isEqualTo(204);
        assertThat(data("/overview").path("invoices").intValue()).isZero();
        Answer state = administer("POST", "/simulator/state", "");
        assertThat(state.status()).isEqualTo(409);
        assertThat(state.text()).contains("--state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
    void requestOfAnotherSite_isRefused(String header) throws IOException {
        assertThat(raw("POST /simulator/reset HTTP/1.1", "127.0.0.1", header)).startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1", "127.0.0.1", header)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example,403",
        "127.0.0.1.evil.example,403",
        "localhost,200",
        "ksef.localhost,200",
        "[::1],200",
        "127.0.0.1,200"
    })
    void request_forANameThatIsNotOfThisMachine_isRefused(String host, int status) throws IOException {
        assertThat(raw("GET /simulator/page/overview HTTP/1.1", host, "X-Other: x"))
                .startsWith("HTTP/1.1 " + status);
    }

    private String raw(String start, String host, String header) throws IOException {
        int port = simulator().baseUri().getPort();
        String request = start + "\r\nHost: " + host + ":" + port + "\r\n" + header
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void texts_ofBothLanguages_areTheSameInNumberAndName() {
        String texts = get("/simulator/page/files/texts.js").text();
        String polish = texts.substring(texts.indexOf("pl: {"), texts.indexOf("  en: {"));
        String english = texts.substring(texts.indexOf("  en: {"));

        assertThat(names(english)).isEqualTo(names(polish)).hasSizeGreaterThan(100);
    }

    /** The names of all texts. The texts themselves are taken out first. */
    private static List<String> names(String texts) {
        return Pattern.compile("(\\w+):")
                .matcher(texts.replaceFirst("(pl|en): ", "").replaceAll("\"[^\"]*\"|`[^`]*`", ""))
                .results()
                .map(name -> name.group(1))
                .toList();
    }
}
