package dev.ksef.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault, as a client meets it. */
class FaultTest extends SimulatorTest {

    private static final String CHALLENGE = "POST /auth/challenge";
    private static final String OPEN = "POST /sessions/online";
    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";

    private final List<Duration> waited = new CopyOnWriteArrayList<>();

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.waiting(waited::add);
    }

    @BeforeEach
    void withoutFaults() {
        plan().clear();
        waited.clear();
    }

    @Test
    void latency_passesByTheWaitingThatIsSet_andTheCallIsHandled() {
        plan().add(CHALLENGE, AffectedCalls.only(2), Fault.latency(Duration.ofMinutes(3)));

        assertThat(challenge().status()).isEqualTo(200);
        assertThat(waited).as("the first call").isEmpty();
        assertThat(challenge().status()).isEqualTo(200);
        assertThat(waited).as("the second call").containsExactly(Duration.ofMinutes(3));
    }

    @Test
    void latency_withoutAWaitingOfOnesOwn_isRealTime() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .clock(clock)
                .faults(CHALLENGE + "=latency:300")
                .start()) {
            long before = System.nanoTime();
            new RawClient(simulator.baseUri()).post("/auth/challenge", "");

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("never less, whatever the clock says")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void tooManyRequests_isOfTheFormAskedFor() {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.tooManyRequests(Duration.ofSeconds(37)));

        Answer legacy = challenge();
        Answer problem = challenge(Map.of("X-Error-Format", "problem-details"));

        assertThat(List.of(legacy.status(), problem.status())).containsExactly(429, 429);
        assertThat(List.of(legacy.header("Retry-After"), problem.header("Retry-After")))
                .containsExactly("37", "37");
        assertThat(legacy.json().path("status").path("code").intValue()).isEqualTo(429);
        assertThat(legacy.json().path("status").path("details").path(0).stringValue())
                .contains("37");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.json().path("detail").stringValue()).contains("37");
        conforms(CHALLENGE, "/auth/challenge", legacy);
        conforms(CHALLENGE, "/auth/challenge", problem);
    }

    @Test
    void tooManyRequests_canBeOfTheFormThatWasNotAskedFor() {
        plan().add(CHALLENGE + "#1=429-legacy:5");
        plan().add(CHALLENGE + "#2=429-problem");

        Answer legacy = challenge(Map.of("X-Error-Format", "problem-details"));
        Answer problem = challenge();

        assertThat(legacy.json().path("status").path("code").intValue()).isEqualTo(429);
        assertThat(legacy.header("Retry-After")).isEqualTo("5");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void serverError_isProblemDetails(int status) {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.serverError(status));

        Answer answer = challenge();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").intValue()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 502, 503})
    void html_isAPageInPlaceOfAnAnswer(int status) {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.html(status));

        Answer answer = challenge();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
        assertThat(answer.text()).startsWith("<html");
    }

    @Test
    void callDroppedBefore_changedNothing() {
        ClientSession session = taxpayer().signedIn().open();
        plan().add(SEND, AffectedCalls.only(1), Fault.dropBefore());

        assertThatThrownBy(() -> send(session)).isInstanceOf(UncheckedIOException.class);
        assertThat(session.status().has("invoiceCount")).as("processed").isFalse();

        send(session);
        assertThat(session.status().path("invoiceCount").intValue())
                .as("the next one")
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-after", "truncated"})
    void callDroppedAfter_wasProcessed(String fault) {
        ClientSession session = taxpayer().signedIn().open();
        plan().add(SEND + "=" + fault);

        assertThatThrownBy(() -> send(session)).isInstanceOf(UncheckedIOException.class);

        assertThat(session.status().path("invoiceCount").intValue())
                .as("processed")
                .isOne();
    }

    @Test
    void truncatedAnswer_promisesMoreThanItHas() {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.truncated());

        assertThatThrownBy(this::challenge)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("fixed content-length");
    }

    @Test
    void contentType_isAnotherForTheRightBody() {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.contentType("text/plain; charset=utf-8"));

        Answer answer = challenge();

        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.json().path("challenge").stringValue()).isNotEmpty();
    }

    @Test
    void emptyAnswer_hasItsStatusAlone_andTheCallWasHandled() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        plan().add(OPEN, AffectedCalls.all(), Fault.empty());

        Answer answer = client().post("/sessions/online", taxpayer.access(), open(taxpayer));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(sessions(taxpayer)).as("opened").hasSize(1);
    }

    @Test
    void redirectLoop_leadsToTheSameAddress_forEver() {
        plan().add("GET /security/public-key-certificates", AffectedCalls.all(), Fault.redirectLoop());

        for (int i = 0; i < 3; i++) {
            Answer answer = client().get("/security/public-key-certificates?a=b", "");
            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Location")).isEqualTo("/v2/security/public-key-certificates?a=b");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void cookieRedirect_letsThoseInWhoShowTheCookie() throws Exception {
        plan().add("GET /security/public-key-certificates", AffectedCalls.all(), Fault.cookieRedirect());
        URI uri = URI.create(simulator().baseUri() + "/security/public-key-certificates");
        HttpClient withCookies = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build();

        assertThat(withCookies
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .statusCode())
                .as("with a store of cookies")
                .isEqualTo(200);
        assertThat(client().get("/security/public-key-certificates", "").status())
                .as("without one")
                .isEqualTo(307);
        assertThat(plan().calls()).containsEntry("GET /security/public-key-certificates", 3L);
    }

    @Test
    void blocked_isA403WithAnIncident() {
        plan().add("POST /auth/token/refresh", AffectedCalls.all(), Fault.blocked());

        Answer answer =
                client().post("/auth/token/refresh", taxpayer().signedIn().refresh());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("reasonCode").stringValue()).isEqualTo("security-service-blocked");
        assertThat(answer.json().path("security").path("incidentId").stringValue())
                .isNotEmpty();
        assertThat(answer.json().path("security").path("clientIp").stringValue())
                .isEqualTo("127.0.0.1");
        conforms("POST /auth/token/refresh", "/auth/token/refresh", answer);
    }

    @Test
    void emptyUnauthorized_hasNoBody() {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.emptyUnauthorized());

        assertThat(challenge().status()).isEqualTo(401);
        assertThat(challenge().body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "21180, Status sesji nie pozwala na wykonanie operacji.",
        "21184, Sesja tymczasowo niedostępna.",
        "21301, Brak autoryzacji.",
        "21304, Brak uwierzytelnienia."
    })
    void refusal_isAnErrorOfKsef_inTheFormAskedFor(int code, String description) {
        plan().add(CHALLENGE, AffectedCalls.all(), Fault.refusal(code));

        Answer legacy = challenge();
        JsonNode problem =
                challenge(Map.of("X-Error-Format", "problem-details")).json();

        assertThat(legacy.status()).isEqualTo(400);
        assertThat(legacy.errorCode()).isEqualTo(code);
        assertThat(legacy.text()).contains(description);
        assertThat(problem.path("errors").path(0).path("code").intValue()).isEqualTo(code);
    }

    @Test
    void refusedSend_namesTheSessionAndSendsNothing() {
        ClientSession session = taxpayer().signedIn().open();
        plan().add(SEND, AffectedCalls.only(1), Fault.refusal(21184));

        Answer answer = send(session);

        assertThat(answer.errorDetail()).contains(session.referenceNumber());
        assertThat(session.status().has("invoiceCount")).as("any invoice").isFalse();
    }

    @Test
    void session415_isOfTheSessionThatIsOpened_andOfNoOther() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        plan().add(OPEN, AffectedCalls.only(1), Fault.session415());

        ClientSession unlucky = taxpayer.open();
        ClientSession lucky = taxpayer.open();

        assertThat(unlucky.statusCode()).isEqualTo(415);
        assertThat(send(unlucky).errorCode()).isEqualTo(21180);
        assertThat(lucky.statusCode()).isEqualTo(100);
    }

    @Test
    void invoice430_rejectsTheInvoiceForGood_andNoOther() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        plan().add(SEND, AffectedCalls.only(1), Fault.invoice430());
        String xml = TestInvoice.of(taxpayer).xml();

        JsonNode rejected = session.sendAndLook(xml);

        assertThat(code(rejected)).isEqualTo(430);
        assertThat(rejected.path("invoiceHash").stringValue())
                .as("still found by what was sent")
                .isEqualTo(Sha256Digests.base64(xml.getBytes(UTF_8)));
        plan().clear();
        assertThat(code(session.sendAndLook(xml))).as("the same one again").isEqualTo(200);
    }

    @Test
    void callWithTenThousandFaults_isAnswered_andTheNextOneToo() {
        plan().addAll(Collections.nCopies(10_000, FaultRule.parse(CHALLENGE + "#1=latency:0")));
        plan().addAll(Collections.nCopies(10_000, FaultRule.parse(CHALLENGE + "#3=503")));

        assertThat(challenge().status()).as("handled, or too many at once").isIn(200, 500);
        assertThat(challenge().status()).isEqualTo(200);
        assertThat(challenge().status()).isIn(503, 500);
    }

    @Test
    void signIn450_endsTheSignIn_andTheNextOneSucceeds() {
        TaxpayerClient taxpayer = taxpayer();
        plan().add("POST /auth/ksef-token", AffectedCalls.only(1), Fault.signIn450());

        assertThat(code(taxpayer.authenticationStatus(taxpayer.begin()))).isEqualTo(450);
        assertThat(code(taxpayer.authenticationStatus(taxpayer.begin()))).isEqualTo(200);
    }

    @Test
    void shownStatus_isTransient() {
        TaxpayerClient taxpayer = taxpayer();
        TaxpayerClient.SigningIn signingIn = taxpayer.begin();
        ClientSession session = taxpayer().signedIn().open();
        plan().add("GET /auth/{referenceNumber}", AffectedCalls.between(1, 2), Fault.shownStatus(450));
        plan().add("GET /sessions/{referenceNumber}", AffectedCalls.only(1), Fault.shownStatus(415));

        assertThat(code(taxpayer.authenticationStatus(signingIn))).isEqualTo(450);
        assertThat(code(taxpayer.authenticationStatus(signingIn))).isEqualTo(450);
        assertThat(code(taxpayer.authenticationStatus(signingIn))).isEqualTo(200);
        assertThat(session.statusCode()).isEqualTo(415);
        assertThat(session.statusCode()).isEqualTo(100);
    }

    @Test
    void keyRotation_comesRightBeforeTheCall() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        plan().clear();
        plan().add(OPEN, AffectedCalls.only(2), Fault.keyRotation(Usage.SYMMETRIC_KEY));

        Answer before = client().post("/sessions/online", taxpayer.access(), open(taxpayer));
        Answer refused = client().post("/sessions/online", taxpayer.access(), open(taxpayer));

        assertThat(before.status()).isEqualTo(201);
        assertThat(refused.errorCode()).as("the key it was made for is gone").isEqualTo(21470);
        assertThat(client().post("/sessions/online", taxpayer.access(), open(taxpayer))
                        .status())
                .as("with the new key")
                .isEqualTo(201);
        assertThat(code(session.sendAndLook(TestInvoice.of(taxpayer).xml())))
                .as("a session that is open goes on")
                .isEqualTo(200);
    }

    @Test
    void storageLinksAndPages_canBeNamed() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String link = taxpayer.open()
                .sendAndLook(TestInvoice.of(taxpayer).xml())
                .path("upoDownloadUrl")
                .stringValue();
        plan().add("GET /storage/01/{session}/invoice-upo/{document}=html:200");
        plan().add("GET /invoice/{nip}/{date}/{hash}=503");

        assertThat(RawClient.download(link, Map.of()).text()).startsWith("<html");
        assertThat(RawClient.download(simulator().qrBaseUri() + "/invoice/1/2/3", Map.of())
                        .status())
                .isEqualTo(503);
    }

    @Test
    void faultsOfOneCall_allApply_theFirstOutermost() {
        plan().add(CHALLENGE + "=latency:5");
        plan().add(CHALLENGE + "=503");
        plan().add(CHALLENGE + "=latency:7");

        assertThat(challenge().status()).isEqualTo(503);
        assertThat(waited).as("behind the 503 nothing is handled").containsExactly(Duration.ofMillis(5));
    }

    @Test
    void emptyAnswer_ofACallThatIsDroppedAfter_doesNotCome() {
        plan().add(CHALLENGE + "=empty");
        plan().add(CHALLENGE + "=drop-after");

        assertThatThrownBy(this::challenge).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void waitingThatFails_isAnsweredWith500() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .faults(CHALLENGE + "#1=latency:5")
                .waiting(time -> {
                    throw new IllegalStateException("waiting");
                })
                .start()) {
            RawClient client = new RawClient(simulator.baseUri());

            assertThat(client.post("/auth/challenge", "").status()).isEqualTo(500);
            assertThat(client.post("/auth/challenge", "").status()).isEqualTo(200);
        }
    }

    @Test
    void simulatorsOfOneBuilder_countByThemselves() {
        SimulatorBuilder settings = KsefSimulator.builder().faults(CHALLENGE + "#1=503");
        for (int i = 0; i < 2; i++) {
            try (KsefSimulator simulator = settings.start()) {
                RawClient client = new RawClient(simulator.baseUri());

                assertThat(client.post("/auth/challenge", "").status()).isEqualTo(503);
                assertThat(client.post("/auth/challenge", "").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void headRequest_countsAndFailsAsItsGet() {
        plan().add("GET /security/public-key-certificates#2=503");

        client().get("/security/public-key-certificates", "");

        assertThat(client().send("HEAD", "/security/public-key-certificates", "", null, Map.of())
                        .status())
                .isEqualTo(503);
    }

    @Test
    void requestsForNoOperation_areNotCounted() {
        plan().add("*=503");

        assertThat(client().get("/unknown", "").status()).isEqualTo(404);
        assertThat(plan().calls()).isEmpty();
    }

    @Test
    void observer_isShownWhatKsefDid_notWhatBecameOfIt() {
        List<Exchange> seen = new CopyOnWriteArrayList<>();
        try (KsefSimulator simulator = KsefSimulator.builder()
                .observer(seen::add)
                .faults(CHALLENGE + "#1=503", CHALLENGE + "#2=empty", CHALLENGE + "#3=drop-after")
                .start()) {
            RawClient client = new RawClient(simulator.baseUri());
            client.post("/auth/challenge", "");
            client.post("/auth/challenge", "");
            assertThatThrownBy(() -> client.post("/auth/challenge", "")).isInstanceOf(UncheckedIOException.class);
        }

        assertThat(seen).as("the two that were handled").hasSize(2).allSatisfy(exchange -> {
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.responseBody()).isNotEmpty();
        });
    }

    private FaultPlan plan() {
        return simulator().faults();
    }

    private Answer challenge() {
        return challenge(Map.of());
    }

    private Answer challenge(Map<String, String> headers) {
        return client().send("POST", "/auth/challenge", "", null, headers);
    }

    private static Answer send(ClientSession session) {
        return session.post(
                session.sendRequest(TestInvoice.of(session.taxpayer()).xml().getBytes(UTF_8)));
    }

    private static JsonNode open(TaxpayerClient taxpayer) {
        return taxpayer.openRequest(ClientSession.Key.random());
    }

    private List<JsonNode> sessions(TaxpayerClient taxpayer) {
        return client().get("/sessions?sessionType=Online", taxpayer.access())
                .json()
                .path("sessions")
                .valueStream()
                .toList();
    }

    private static int code(JsonNode json) {
        return json.path("status").path("code").intValue();
    }

    /** What a fault answers is not shown to the observer, so it is held against the official file here. */
    private static void conforms(String operation, String path, Answer answer) {
        SpecificationObserver specification = new SpecificationObserver();
        specification.observe(new Exchange(
                operation.substring(0, operation.indexOf(' ')),
                URI.create("/v2" + path),
                Map.of(),
                new byte[0],
                answer.status(),
                answer.headers().map(),
                answer.body()));
        specification.assertNoViolations();
    }
}
