package dev.ksef.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.ratelimit.WindowLimits;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.JsonNodeFactory;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitEndpointsTest extends SimulatorTest {

    private static final List<String> SETTABLE = List.of(
            "onlineSession",
            "batchSession",
            "invoiceSend",
            "invoiceStatus",
            "sessionList",
            "sessionInvoiceList",
            "sessionMisc",
            "invoiceMetadata",
            "invoiceExport",
            "invoiceExportStatus",
            "invoiceDownload",
            "collectiveIdentifier",
            "other");

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxInvoicesPerSession(7).certificateLimits(3, 2);
    }

    /** What asks for one limit for all groups that can be set. */
    static ObjectNode limits(WindowLimits limit) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode groups = request.putObject("rateLimits");
        SETTABLE.forEach(group -> groups.set(group, limit.json()));
        return request;
    }

    @Test
    void limits_byDefault_areNone() {
        JsonNode limits = shown(taxpayer().signedIn());

        assertThat(limits.size()).as("all groups").isEqualTo(17);
        assertThat(limits.valueStream()).as("no limit anywhere").containsOnly(WindowLimits.UNLIMITED.json());
    }

    @Test
    void limits_set_areShownAndKept() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(set(taxpayer, limits(new WindowLimits(1, 2, 3))).status())
                .as("taken")
                .isEqualTo(200);

        JsonNode limits = shown(taxpayer);
        SETTABLE.forEach(group -> assertThat(limits.path(group)).as(group).isEqualTo(new WindowLimits(1, 2, 3).json()));
        assertThat(List.of(
                        limits.path("onlineSessionClose"),
                        limits.path("batchSessionClose"),
                        limits.path("anonymous"),
                        limits.path("global")))
                .as("what cannot be set")
                .containsOnly(WindowLimits.UNLIMITED.json());
        assertThat(taxpayer.client().get("/rate-limits", taxpayer.access()).status())
                .as("one a second")
                .isEqualTo(429);
    }

    @Test
    void limits_set_areThoseOfThatContextOnly() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        set(taxpayer, limits(new WindowLimits(1, 2, 3)));

        assertThat(shown(taxpayer().signedIn()).path("other"))
                .as("another context")
                .isEqualTo(WindowLimits.UNLIMITED.json());
    }

    @ParameterizedTest
    @CsvSource({
        "onlineSession,10,30,120",
        "onlineSessionClose,20,60,240",
        "batchSession,10,20,60",
        "batchSessionClose,20,40,120",
        "invoiceSend,10,30,180",
        "invoiceStatus,30,120,1200",
        "sessionList,5,10,60",
        "sessionInvoiceList,10,20,200",
        "sessionMisc,10,120,1200",
        "invoiceMetadata,8,16,20",
        "invoiceExport,8,16,20",
        "invoiceExportStatus,10,60,600",
        "invoiceDownload,8,16,64",
        "collectiveIdentifier,20,120,240",
        "other,10,30,120",
        "anonymous,-1,-1,-1",
        "global,-1,-1,-1"
    })
    void production_asked_appliesToTheContext(String group, int second, int minute, int hour) {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        Answer answer = taxpayer.client().post("/testdata/rate-limits/production", taxpayer.access());

        assertThat(answer.status()).as("taken").isEqualTo(200);
        assertThat(shown(taxpayer).path(group))
                .as("those of the address stay")
                .isEqualTo(new WindowLimits(second, minute, hour).json());
    }

    @Test
    void limits_setAfterProduction_leaveTheOthers() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        taxpayer.client().post("/testdata/rate-limits/production", taxpayer.access());
        set(taxpayer, limits(new WindowLimits(1, 2, 3)));

        JsonNode limits = shown(taxpayer);
        assertThat(limits.path("onlineSession")).as("set").isEqualTo(new WindowLimits(1, 2, 3).json());
        assertThat(limits.path("onlineSessionClose"))
                .as("not to be set")
                .isEqualTo(new WindowLimits(20, 60, 240).json());
    }

    @Test
    void limits_reset_areTheUsualOnes() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        taxpayer.client().post("/testdata/rate-limits/production", taxpayer.access());

        assertThat(taxpayer.client()
                        .delete("/testdata/rate-limits", taxpayer.access())
                        .status())
                .as("taken")
                .isEqualTo(200);
        assertThat(shown(taxpayer).path("invoiceSend"))
                .as("as in the beginning")
                .isEqualTo(WindowLimits.UNLIMITED.json());
    }

    @Test
    void limits_withoutAGroup_areRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        for (String group : SETTABLE) {
            if (group.equals("invoiceExportStatus")) {
                continue;
            }
            ObjectNode request = limits(new WindowLimits(1, 2, 3));
            ((ObjectNode) request.path("rateLimits")).remove(group);

            Answer answer = set(taxpayer, request);

            assertThat(answer.errorCode()).as("without " + group).isEqualTo(21405);
            assertThat(answer.errorDetail()).as("which").contains("rateLimits." + group);
        }
        assertThat(shown(taxpayer).path("other")).as("nothing changed").isEqualTo(WindowLimits.UNLIMITED.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", ""})
    void limits_withoutThoseOfExportStatus_areTaken_andLeaveThem(String value) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        taxpayer.client().post("/testdata/rate-limits/production", taxpayer.access());
        ObjectNode request = limits(new WindowLimits(1, 2, 3));
        ObjectNode groups = (ObjectNode) request.path("rateLimits");
        if (value.isEmpty()) {
            groups.remove("invoiceExportStatus");
        } else {
            groups.set("invoiceExportStatus", RawClient.JSON.readTree(value));
        }

        assertThat(set(taxpayer, request).status()).isEqualTo(200);

        JsonNode limits = shown(taxpayer);
        assertThat(limits.path("invoiceExportStatus")).isEqualTo(new WindowLimits(10, 60, 600).json());
        assertThat(limits.path("invoiceExport")).isEqualTo(new WindowLimits(1, 2, 3).json());
    }

    @ParameterizedTest
    @CsvSource({
        "onlineSession,perHour,11111111,1200",
        "onlineSession,perHour,0,1200",
        "onlineSession,perHour,-1,1200",
        "onlineSession,perSecond,101,100",
        "sessionMisc,perHour,12001,12000",
        "invoiceDownload,perMinute,161,160",
        "other,perHour,2147483648,1200"
    })
    void limits_outOfBounds_areRefused_withWhatWasEntered(String group, String window, long entered, int most) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = limits(new WindowLimits(1, 2, 3));
        ((ObjectNode) request.path("rateLimits").path(group)).put(window, entered);

        Answer answer = set(taxpayer, request);

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail())
                .isEqualTo("'rateLimits." + group + "." + window + "' must be between 1 and " + most + ". You entered "
                        + entered + ".");
    }

    @Test
    void limits_atTheirBounds_areTaken() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = limits(new WindowLimits(1, 1, 1));
        ((ObjectNode) request.path("rateLimits")).set("onlineSession", new WindowLimits(100, 300, 1200).json());

        assertThat(set(taxpayer, request).status()).isEqualTo(200);
    }

    /** Every group but two is missing, and one of those two is out of bounds. */
    @Test
    void limits_withManyProblems_nameThemAll() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = RawClient.JSON.createObjectNode();
        ObjectNode groups = request.putObject("rateLimits");
        SETTABLE.forEach(groups::putNull);
        groups.set("onlineSession", new WindowLimits(1, 1, 11_111_111).json());
        groups.set("collectiveIdentifier", new WindowLimits(1, 1, 1).json());

        JsonNode details = set(taxpayer, request)
                .json()
                .path("exception")
                .path("exceptionDetailList")
                .path(0)
                .path("details");

        assertThat(details.size())
                .as("as many as the Ministry's test of April 2026 counts")
                .isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "1.5", "\"5\"", "null", "2147483648"})
    void limits_withAValueThatIsNone_areRefused(String value) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = limits(new WindowLimits(1, 2, 3));
        ((ObjectNode) request.path("rateLimits").path("sessionMisc")).set("perHour", RawClient.JSON.readTree(value));

        Answer answer = set(taxpayer, request);

        assertThat(answer.errorCode()).as("perHour " + value).isEqualTo(21405);
        assertThat(answer.errorDetail()).as("which").contains("rateLimits.sessionMisc.perHour");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/rate-limits",
        "POST,/testdata/rate-limits",
        "DELETE,/testdata/rate-limits",
        "POST,/testdata/rate-limits/production",
        "GET,/limits/context",
        "GET,/limits/subject"
    })
    void operation_withoutAnAccessToken_isUnauthorized(String method, String path) {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(client().send(method, path, "", null, java.util.Map.of()).status())
                .as("without a token")
                .isEqualTo(401);
        assertThat(client().send(method, path, taxpayer.refresh(), null, java.util.Map.of())
                        .status())
                .as("with a token of another kind")
                .isEqualTo(401);
    }

    @Test
    void limitsOfTheContext_areTheSimulators() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        JsonNode limits =
                taxpayer.client().get("/limits/context", taxpayer.access()).json();

        for (String session : List.of("onlineSession", "batchSession")) {
            assertThat(limits.path(session).path("maxInvoices").intValue())
                    .as("as set")
                    .isEqualTo(7);
            assertThat(limits.path(session).path("maxInvoiceSizeInMB").intValue())
                    .as("size")
                    .isEqualTo(1);
            assertThat(limits.path(session)
                            .path("maxInvoiceWithAttachmentSizeInMB")
                            .intValue())
                    .as("size")
                    .isEqualTo(3);
        }
        assertThat(limits.path("collectiveIdentifier").path("maxInvoices").intValue())
                .as("under one identifier")
                .isEqualTo(500);
    }

    @Test
    void limitsOfTheSubject_areTheSimulators() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        JsonNode limits =
                taxpayer.client().get("/limits/subject", taxpayer.access()).json();

        assertThat(limits.path("enrollment").path("maxEnrollments").intValue())
                .as("applications")
                .isEqualTo(3);
        assertThat(limits.path("certificate").path("maxCertificates").intValue())
                .as("certificates")
                .isEqualTo(2);
    }

    private static JsonNode shown(TaxpayerClient taxpayer) {
        return taxpayer.client().get("/rate-limits", taxpayer.access()).json();
    }

    private static Answer set(TaxpayerClient taxpayer, ObjectNode request) {
        return taxpayer.client().post("/testdata/rate-limits", taxpayer.access(), request);
    }
}
