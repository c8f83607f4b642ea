package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.RollingOnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.RolledOver;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What KSeF and its firewall were seen to do, done by the simulator's plan of faults to a whole client. Of the answers that are
 * none, five stand for the rest by default: a page, a refusal, half an answer, and a connection dropped on either side;
 * {@code slow} are all.
 */
class ServerBehavioursTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OPEN = "POST /sessions/online";
    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";
    private static final String CLOSE = "POST /sessions/online/{referenceNumber}/close";
    private static final String LOOK = "GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}";
    private static final String KEYS = "GET /security/public-key-certificates";
    private static final String LIST = "GET /auth/sessions";

    /** The less comfortable of the two ways that KSeF was seen to refresh in. */
    @Override
    SimulatorBuilder settings() {
        return super.settings().sameTokenWithinASecond(true);
    }

    // Answers that are none

    @ParameterizedTest
    @ValueSource(strings = {"html:200", "502", "truncated", "drop-before", "drop-after"})
    void flow_whoseFirstAnswersAreNone_sendsTheInvoiceOnce(String fault) {
        assertSentOnce(fault);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "html:200",
                "html:502",
                "html:503",
                "502",
                "504",
                "drop-before",
                "drop-after",
                "truncated",
                "empty",
                "content-type:text/html",
                "cookie-redirect"
            })
    void flow_whoseFirstAnswersAreNoneInAnyWay_sendsTheInvoiceOnce(String fault) {
        assertSentOnce(fault);
    }

    private void assertSentOnce(String fault) {
        plan(OPEN + "#1=" + fault, SEND + "#1=" + fault, CLOSE + "#1=" + fault);

        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        AcceptedInvoice accepted = session.send(invoice("FV/1")).await(PATIENCE);
        session.close();

        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
        assertThat(session.invoices().map(SessionInvoice::ksefNumber)).containsExactly(accepted.ksefNumber());
    }

    @Test
    void firewallThatWantsItsCookie_getsItWithEveryCallOfAFlow() {
        plan("*=cookie-redirect");

        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            assertThat(session.send(invoice("FV/1")).await(PATIENCE).upo().bytes())
                    .isNotEmpty();
        }

        assertThat(contract.log()).as("what KSeF itself answered").anyMatch(line -> line.endsWith("/close 204"));
    }

    @Test
    void cookieOfTheFirewall_isKeptByTheClientThatGotIt_andByNoOther() {
        plan(KEYS + "=cookie-redirect");
        ksef.open(PublicKeyApi.class).certificates();
        ksef.open(PublicKeyApi.class).certificates();
        assertThat(simulator.faults().calls()).as("turned back once").containsEntry(KEYS, 3L);

        try (KsefClient other = client(simulator.token())) {
            other.open(PublicKeyApi.class).certificates();
        }

        assertThat(simulator.faults().calls()).as("turned back, too").containsEntry(KEYS, 5L);
    }

    @Test
    void firewallThatSendsInCircles_isToldAsNotSent_andNothingIsDoubledAfterwards() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        plan(SEND + "#1-4=redirect-loop");

        var circle = catchThrowableOfType(KsefTransportException.class, () -> session.send(invoice("FV/1")));

        assertThat(circle.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(circle).hasMessageContaining("firewall");
        session.send(invoice("FV/1")).await(PATIENCE);
        assertThat(session.invoices()).hasSize(1);
        session.close();
    }

    @Test
    void flow_asksForNoHttp2_whoseStreamsAreCancelledNowAndThen_andForProblemDetails() {
        company.sessions().openOnline(FormCode.FA_3).close();

        assertThat(contract.exchanges()).allSatisfy(exchange -> {
            assertThat(header(exchange, "upgrade")).isEmpty();
            assertThat(header(exchange, "http2-settings")).isEmpty();
            assertThat(header(exchange, "x-error-format")).contains("problem-details");
        });
    }

    // Signing in and staying so

    @Test
    void refreshThatTheFirewallBlocks_isToldWithItsIncident_andMadeByTheNextCall() {
        signIn();
        plan("POST /auth/token/refresh#1=403-blocked");
        time.advance(Duration.ofMinutes(15));

        var blocked = catchThrowableOfType(KsefForbiddenException.class, this::signIn);

        assertThat(blocked.reasonCode()).contains("security-service-blocked");
        assertThat(blocked).hasMessageContaining("incidentId");
        signIn();
        assertThat(tokens()).as("no second sign-in").containsExactly("signed in", "refreshed");
    }

    @Test
    void stepsOfASignIn_thatKsefIsNotReadyFor_areWaitedOut() {
        plan("GET /auth/{referenceNumber}#1-2=21304", "POST /auth/token/redeem#1-2=21301");

        signIn();

        assertThat(tokens()).containsExactly("signed in");
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/challenge"))
                .hasSize(1);
    }

    @Test
    void status450OfASignIn_isFinal_thoughAnotherLookMightShowAnother() {
        plan("GET /auth/{referenceNumber}#1=status:450");

        var refused = catchThrowableOfType(KsefProcessingException.class, this::signIn);

        assertThat(refused.status().code()).isEqualTo(450);
        assertThat(tokens()).isEmpty();
    }

    @Test
    void tokenRefusedWithoutAWord_isReplaced_andTheCallMadeAgain() {
        signIn();
        plan(LIST + "#1=401-empty");
        time.advance(Duration.ofSeconds(1));

        signIn();

        assertThat(tokens()).containsExactly("signed in", "refreshed");
    }

    @Test
    void tokenRefusedInTheSecondOfItsRefresh_isTold_whereKsefRefreshesToTheSameOne() {
        signIn();
        plan(LIST + "#1=401-empty", LIST + "#3=401-empty");
        time.advance(Duration.ofSeconds(1));
        signIn();

        var refused = catchThrowableOfType(KsefUnauthorizedException.class, this::signIn);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(simulator.faults().calls())
                .as("nothing is tried again and again")
                .containsEntry(LIST, 3L)
                .containsEntry("POST /auth/token/refresh", 2L);
        signIn();
    }

    // Statuses

    @ParameterizedTest
    @ValueSource(ints = {435, 550})
    void invoiceRejectedForNoFaultOfItsOwn_canBeSentAgain_andStandsOnce(int status) {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        SentInvoice first = session.send(invoice("FV/1"));
        plan(LOOK + "#1=status:" + status);

        var rejected = catchThrowableOfType(KsefProcessingException.class, () -> first.await(PATIENCE));

        assertThat(rejected.status().code()).isEqualTo(status);
        assertThat(rejected.referenceNumber()).isEqualTo(first.referenceNumber());
        AcceptedInvoice again = session.send(invoice("FV/1")).await(PATIENCE);
        assertThat(again.ksefNumber())
                .as("whether it had been rejected or not")
                .isEqualTo(first.await(PATIENCE).ksefNumber());
        session.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN + "#1=session-415", SEND + "#1=21180", SEND + "#1=21184"})
    void sessionThatTakesNothing_withAGoodKey_isFollowedByAnother(String fault) {
        plan(fault);

        try (RollingOnlineSession rolling = company.sessions().openRollingOnline(FormCode.FA_3)) {
            assertThat(rolling.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
            assertThat(rolling.referenceNumbers()).hasSize(2);
        }

        assertThat(events.of(RolledOver.class)).hasSize(1);
    }

    private void plan(String... rules) {
        simulator.faults().clear();
        for (String rule : rules) {
            simulator.faults().add(rule);
        }
    }

    private static List<String> header(Exchange exchange, String name) {
        return exchange.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    private void signIn() {
        company.open(AuthSessionApi.class).list(null, null);
    }

    private List<String> tokens() {
        return events.of(KsefEvent.TokenObtained.class).stream()
                .map(obtained -> obtained.refreshed() ? "refreshed" : "signed in")
                .toList();
    }
}
