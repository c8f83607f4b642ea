package dev.ksef.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.simulator.RateLimitReport;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.ratelimit.WindowLimits;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest extends SimulatorTest {

    private static final String REFERENCE = "20261123-SO-0000000000-0000000000-00";
    private static final String SESSIONS = "/sessions?sessionType=Online";
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.rateLimits(RateLimitProfile.PRODUCTION);
    }

    /** All tests call from one address: what the one before did is forgotten. */
    @BeforeEach
    void hoursLater() {
        clock.advance(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "onlineSession,POST,/sessions/online,10",
        "onlineSessionClose,POST,/sessions/online/" + REFERENCE + "/close,20",
        "invoiceSend,POST,/sessions/online/" + REFERENCE + "/invoices,10",
        "invoiceStatus,GET,/sessions/" + REFERENCE + "/invoices/" + REFERENCE + ",30",
        "sessionList,GET," + SESSIONS + ",5",
        "sessionInvoiceList,GET,/sessions/" + REFERENCE + "/invoices,10",
        "sessionMisc,GET,/sessions/" + REFERENCE + ",10",
        "invoiceMetadata,POST,/invoices/query/metadata,8",
        "invoiceDownload,GET,/invoices/ksef/5265877635-20261123-0123456789AB-00,8",
        "other,GET,/limits/context,10",
        "anonymous,POST,/auth/challenge,60"
    })
    void group_inOneSecond_takesItsLimitAndNoMore(String group, String method, String path, int limit) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        clock.advance(Duration.ofSeconds(1));

        List<Integer> statuses = IntStream.range(0, limit)
                .mapToObj(call -> call(taxpayer, method, path).status())
                .toList();
        Answer above = call(taxpayer, method, path);

        assertThat(statuses)
                .as("all calls of the limit of " + group + " are answered")
                .doesNotContain(429);
        assertThat(above.status()).as("one more").isEqualTo(429);
        assertThat(above.text()).as("why").contains("Przekroczono limit " + limit + " żądań na sekundę.");
    }

    @ParameterizedTest
    @CsvSource({"1,-1,-1,1,sekundę", "-1,1,-1,60,minutę", "-1,-1,1,3600,godzinę"})
    void window_isFullUntilItsCallLeaves(int second, int minute, int hour, int span, String name) {
        TaxpayerClient taxpayer = limited(new WindowLimits(second, minute, hour));
        list(taxpayer);
        clock.advance(Duration.ofSeconds(span).minus(MILLISECOND));
        taxpayer.signedIn();

        Answer refused = list(taxpayer);

        assertThat(refused.status()).as("a millisecond early").isEqualTo(429);
        assertThat(refused.header("Retry-After")).as("rounded up").isEqualTo("1");
        assertThat(refused.text()).as("which window").contains("Przekroczono limit 1 żądań na " + name + ".");
    }

    @ParameterizedTest
    @CsvSource({"1,-1,-1,1", "-1,1,-1,60", "-1,-1,1,3600"})
    void window_whenItsCallLeaves_takesAnother(int second, int minute, int hour, int span) {
        TaxpayerClient taxpayer = limited(new WindowLimits(second, minute, hour));
        list(taxpayer);
        clock.advance(Duration.ofSeconds(span));
        taxpayer.signedIn();

        assertThat(list(taxpayer).status()).as("in time").isEqualTo(200);
        assertThat(list(taxpayer).status()).as("only one").isEqualTo(429);
    }

    @Test
    void windows_slide_soThatASeamLetsNoDoubleQuotaThrough() {
        TaxpayerClient taxpayer = limited(new WindowLimits(2, -1, -1));
        list(taxpayer);
        clock.advance(Duration.ofMillis(900));
        list(taxpayer);
        clock.advance(Duration.ofMillis(100));

        assertThat(list(taxpayer).status()).as("the first has left").isEqualTo(200);
        assertThat(list(taxpayer).status()).as("the second has not").isEqualTo(429);
    }

    @Test
    void windows_ofWhichSeveralAreFull_refuseByTheOneThatOpensLast() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, 1, -1));
        list(taxpayer);
        clock.advance(Duration.ofMillis(500));

        Answer refused = list(taxpayer);

        assertThat(refused.header("Retry-After")).as("59.5 s").isEqualTo("60");
        assertThat(refused.text()).as("the minute").contains("na minutę. Spróbuj ponownie po 60 sekundach.");
    }

    @Test
    void retryAfter_waitedOut_isEnough() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, -1, -1));
        list(taxpayer);
        clock.advance(Duration.ofMillis(300));
        assertThat(list(taxpayer).header("Retry-After")).as("whole seconds").isEqualTo("1");

        clock.advance(Duration.ofSeconds(1));

        assertThat(list(taxpayer).status()).as("as told").isEqualTo(200);
    }

    @Test
    void retryAfter_notWaitedOut_isNotEnough() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, -1, -1));
        list(taxpayer);
        clock.advance(Duration.ofMillis(300));
        list(taxpayer);

        clock.advance(Duration.ofSeconds(1).minus(MILLISECOND));

        assertThat(list(taxpayer).status())
                .as("the window is open, but the block is not over")
                .isEqualTo(429);
    }

    @Test
    void block_calledInto_doublesUpToAnHour() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, -1, -1));
        list(taxpayer);

        List<String> waits = IntStream.range(0, 14)
                .mapToObj(call -> list(taxpayer).header("Retry-After"))
                .toList();

        assertThat(waits)
                .as("each call into the block")
                .containsExactly(
                        "1", "2", "4", "8", "16", "32", "64", "128", "256", "512", "1024", "2048", "3600", "3600");
    }

    @Test
    void block_soonAfterAnother_isTwiceAsLong() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, -1, -1));
        list(taxpayer);
        list(taxpayer);
        clock.advance(Duration.ofMinutes(10));
        list(taxpayer);

        assertThat(list(taxpayer).header("Retry-After"))
                .as("a second before it would have been forgotten")
                .isEqualTo("2");
    }

    @Test
    void block_longAfterAnother_isAsShortAsTheFirst() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, -1, -1));
        list(taxpayer);
        list(taxpayer);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        list(taxpayer);

        assertThat(list(taxpayer).header("Retry-After")).as("forgotten").isEqualTo("1");
    }

    @Test
    void refusedCalls_fillNoWindow() {
        TaxpayerClient taxpayer = limited(new WindowLimits(1, 3, -1));
        list(taxpayer);
        list(taxpayer);
        clock.advance(Duration.ofSeconds(1));
        list(taxpayer);
        clock.advance(Duration.ofSeconds(1));

        assertThat(list(taxpayer).status())
                .as("the third that is taken in this minute")
                .isEqualTo(200);
    }

    @Test
    void callsRefusedForOtherReasons_areCounted() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        for (int call = 0; call < 5; call++) {
            assertThat(taxpayer.client().get("/sessions", taxpayer.access()).errorCode())
                    .as("sessionType is missing")
                    .isEqualTo(21405);
        }

        assertThat(list(taxpayer).status()).as("five a second").isEqualTo(429);
    }

    @Test
    void callsWithoutAGoodToken_areNotCounted() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        for (int call = 0; call < 20; call++) {
            assertThat(client().get(SESSIONS, call % 2 == 0 ? "" : taxpayer.access() + "x")
                            .status())
                    .as("nobody knows whose they are")
                    .isEqualTo(401);
        }

        assertThat(list(taxpayer).status()).as("the limit is untouched").isEqualTo(200);
    }

    @Test
    void contexts_haveLimitsOfTheirOwn() {
        TaxpayerClient one = taxpayer().signedIn();
        TaxpayerClient other = taxpayer().signedIn();
        exhaust(one, SESSIONS, 5);

        assertThat(list(other).status()).as("another context").isEqualTo(200);
    }

    @Test
    void logins_ofOneContext_shareItsLimits() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        exhaust(taxpayer, SESSIONS, 5);

        assertThat(list(taxpayer.signedIn()).status()).as("signed in anew").isEqualTo(429);
    }

    @Test
    void groups_doNotShareLimits_butTheirOperationsDo() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        exhaust(taxpayer, "/sessions/" + REFERENCE + "/invoices", 10);

        assertThat(taxpayer.client()
                        .get("/sessions/" + REFERENCE + "/invoices/failed", taxpayer.access())
                        .status())
                .as("the same group")
                .isEqualTo(429);
        assertThat(list(taxpayer).status()).as("another group").isEqualTo(200);
    }

    @Test
    void otherOperations_areCountedEachByItself() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        exhaust(taxpayer, "/limits/context", 10);

        assertThat(taxpayer.client().get("/limits/subject", taxpayer.access()).status())
                .as("another one")
                .isEqualTo(200);
    }

    @Test
    void otherOperations_areCountedByTemplate() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String path = "/auth/sessions/20261123-AU-0000000000-0000000000-0";
        for (int call = 0; call < 10; call++) {
            taxpayer.client().delete(path + call, taxpayer.access());
        }

        assertThat(taxpayer.client().delete(path + "A", taxpayer.access()).status())
                .as("whatever the reference number")
                .isEqualTo(429);
    }

    @Test
    void publicOperations_shareTheLimitOfTheAddress() {
        TaxpayerClient one = taxpayer().signedIn();
        TaxpayerClient other = taxpayer().signedIn();
        clock.advance(Duration.ofSeconds(1));
        for (int call = 0; call < 60; call++) {
            one.challenge();
        }

        assertThat(client().get("/security/public-key-certificates", "").status())
                .as("another operation")
                .isEqualTo(429);
        assertThat(client().post("/auth/token/refresh", other.refresh()).status())
                .as("a step of signing in, with a bearer of another context")
                .isEqualTo(429);
        assertThat(list(other).status()).as("protected ones are apart").isEqualTo(200);
    }

    @Test
    void pagesOfCodes_areNotCounted() {
        String page = simulator().qrBaseUri() + "/invoice/5265877635/23-11-2026/" + "A".repeat(43);
        long before = simulator().rateLimits().taken();
        for (int call = 0; call < 70; call++) {
            assertThat(RawClient.download(page, Map.of()).status())
                    .as("asked often")
                    .isNotEqualTo(429);
        }

        assertThat(simulator().rateLimits().taken()).as("no calls of the API").isEqualTo(before);
    }

    @Test
    void refusal_byDefault_isOfTheOlderForm() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        exhaust(taxpayer, SESSIONS, 5);

        Answer refused = list(taxpayer);

        assertThat(refused.header("Content-Type")).as("media type").startsWith("application/json");
        assertThat(refused.json().path("status").path("code").intValue())
                .as("code")
                .isEqualTo(429);
        assertThat(refused.json().path("status").path("description").stringValue())
                .as("description")
                .isEqualTo("Too Many Requests");
        assertThat(refused.json().path("status").path("details").path(0).stringValue())
                .as("detail")
                .isEqualTo("Przekroczono limit 5 żądań na sekundę. Spróbuj ponownie po 1 sekundach.");
    }

    @Test
    void refusal_withProblemDetailsAskedFor_isOfThatForm() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        exhaust(taxpayer, SESSIONS, 5);

        Answer refused =
                taxpayer.client().get(SESSIONS, taxpayer.access(), Map.of("X-Error-Format", "problem-details"));

        assertThat(refused.status()).as("status").isEqualTo(429);
        assertThat(refused.header("Content-Type")).as("media type").startsWith("application/problem+json");
        assertThat(refused.header("Retry-After")).as("header").isEqualTo("1");
        assertThat(refused.json().path("detail").stringValue())
                .as("detail")
                .isEqualTo("Przekroczono limit 5 żądań na sekundę. Spróbuj ponownie po 1 sekundach.");
        assertThat(refused.json().path("traceId").stringValue()).as("trace").matches("[0-9a-f]{32}");
    }

    @Test
    void calls_fromManyThreads_neverExceedTheLimit() throws Exception {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        long refusedBefore = simulator().rateLimits().refused();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Integer> statuses = new ArrayList<>();
        try {
            Callable<Integer> call = () -> taxpayer.client()
                    .get("/sessions/" + REFERENCE + "/invoices/" + REFERENCE, taxpayer.access())
                    .status();
            for (Future<Integer> answer : threads.invokeAll(java.util.Collections.nCopies(100, call))) {
                statuses.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(statuses.stream().filter(status -> status != 429))
                .as("30 a second")
                .hasSize(30);
        assertThat(simulator().rateLimits().refused() - refusedBefore)
                .as("and all others by the simulator's own count")
                .isEqualTo(70);
    }

    @Test
    void report_tellsTheFullestWindows() {
        try (KsefSimulator fresh = KsefSimulator.builder()
                .clock(clock)
                .rateLimits(RateLimitProfile.PRODUCTION)
                .start()) {
            TaxpayerClient taxpayer =
                    new TaxpayerClient(new RawClient(fresh.baseUri()), fresh.nip(), fresh.token()).signedIn();
            list(taxpayer);
            list(taxpayer);
            clock.advance(Duration.ofSeconds(1));
            list(taxpayer);

            RateLimitReport report = fresh.rateLimits();

            assertThat(report.refused()).as("none above the limits").isZero();
            assertThat(report.taken()).as("four to sign in, three lists").isEqualTo(7);
            assertThat(report.peaks())
                    .as("the fullest windows")
                    .containsExactlyInAnyOrder(
                            new RateLimitReport.Peak("anonymous", Duration.ofSeconds(1), 4, 60),
                            new RateLimitReport.Peak("sessionList", Duration.ofSeconds(1), 2, 5),
                            new RateLimitReport.Peak("sessionList", Duration.ofMinutes(1), 3, 10),
                            new RateLimitReport.Peak("sessionList", Duration.ofHours(1), 3, 60));
        }
    }

    /** A taxpayer whose lists of sessions are limited like this; -1 stands for the most that may be set. */
    private TaxpayerClient limited(WindowLimits limit) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode wanted = RateLimitEndpointsTest.limits(new WindowLimits(5, 100, 200));
        WindowLimits most = new WindowLimits(50, 100, 600);
        ((ObjectNode) wanted.path("rateLimits"))
                .set(
                        "sessionList",
                        new WindowLimits(
                                        limit.perSecond() < 0 ? most.perSecond() : limit.perSecond(),
                                        limit.perMinute() < 0 ? most.perMinute() : limit.perMinute(),
                                        limit.perHour() < 0 ? most.perHour() : limit.perHour())
                                .json());
        assertThat(taxpayer.client()
                        .post("/testdata/rate-limits", taxpayer.access(), wanted)
                        .status())
                .as("limits taken")
                .isEqualTo(200);
        return taxpayer;
    }

    private static Answer list(TaxpayerClient taxpayer) {
        return taxpayer.client().get(SESSIONS, taxpayer.access());
    }

    private static void exhaust(TaxpayerClient taxpayer, String path, int limit) {
        for (int call = 0; call < limit; call++) {
            assertThat(taxpayer.client().get(path, taxpayer.access()).status())
                    .as("within the limit")
                    .isNotEqualTo(429);
        }
    }

    private static Answer call(TaxpayerClient taxpayer, String method, String path) {
        return taxpayer.client().send(method, path, taxpayer.access(), null, Map.of());
    }
}
