package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.testkit.server.CuttingProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may have been processed is looked up before it is made again: nothing is lost and nothing doubled. By default each
 * operation is cut once in each direction; {@link EveryCutConnectionTest}, which is {@code slow}, spoils each in every way.
 */
class CutConnectionsTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CuttingProxy proxy = CuttingProxy.before(
            URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
    private final KsefClient behindProxy = KsefClient.builder()
            .environment(KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))
            .credentials(Credentials.ksefToken(simulator.token()))
            .time(time)
            .listener(events)
            .build();
    private final ContentKey contentKey = ContentKey.of(new byte[32], new byte[16]);
    private final OnlineSession opened =
            behindProxy.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3, contentKey);

    /** What was fetched and made for the opening is there, so that short times suffice from here on. */
    private final Sessions sessions =
            behindProxy.forNip(simulator.nip()).within(Duration.ofSeconds(2)).sessions();

    private final OnlineSession session = sessions.resumeOnline(opened.referenceNumber(), contentKey);

    /** The ways in which an answer can fail to come. */
    enum Spoil {
        CUT {
            @Override
            void before(CuttingProxy proxy, String pathEnd) {
                proxy.cutBefore("POST", pathEnd);
            }

            @Override
            void after(CuttingProxy proxy, String pathEnd) {
                proxy.cutAfter("POST", pathEnd);
            }
        },
        BAD_GATEWAY {
            @Override
            void before(CuttingProxy proxy, String pathEnd) {
                proxy.badGatewayBefore("POST", pathEnd);
            }

            @Override
            void after(CuttingProxy proxy, String pathEnd) {
                proxy.badGatewayAfter("POST", pathEnd);
            }
        },
        STALL {
            @Override
            void before(CuttingProxy proxy, String pathEnd) {
                proxy.stallBefore("POST", pathEnd);
            }

            @Override
            void after(CuttingProxy proxy, String pathEnd) {
                proxy.stallAfter("POST", pathEnd);
            }
        };

        abstract void before(CuttingProxy proxy, String pathEnd);

        abstract void after(CuttingProxy proxy, String pathEnd);
    }

    static List<Spoil> spoils() {
        return List.of(Spoil.CUT);
    }

    @AfterEach
    void stop() {
        behindProxy.close();
        proxy.close();
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void send_spoiltBeforeKsefSawIt_isSentAgain(Spoil spoil) {
        spoil.before(proxy, "/invoices");
        SentInvoice sent = session.send(invoice("FV/1"));
        assertThat(sent.await(PATIENCE).ksefNumber()).isNotNull();
        assertThat(invoicesInKsef()).isEqualTo(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.REPEATED);
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void send_spoiltAfterKsefTookIt_isFoundByItsHash_andNotSentAgain(Spoil spoil) {
        spoil.after(proxy, "/invoices");
        SentInvoice sent = session.send(invoice("FV/1"));
        assertThat(sent.await(PATIENCE).hash()).isEqualTo(sent.hash());
        assertThat(invoicesInKsef()).isEqualTo(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void send_spoiltWhileSomebodyClosesTheSession_isNotRepeated_andSaysWhatToDo() {
        company.sessions().resumeOnline(session.referenceNumber(), contentKey).close();
        proxy.cutBefore("POST", "/invoices");
        var notSent = catchThrowableOfType(KsefTransportException.class, () -> session.send(invoice("FV/1")));
        assertThat(notSent.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(notSent)
                .hasMessageContaining(session.referenceNumber().value())
                .hasMessageContaining("send it in another session");
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
        assertThat(proxy.log())
                .filteredOn(line -> line.startsWith("POST") && line.contains("/invoices"))
                .hasSize(1);
        try (OnlineSession another = sessions.openOnline(FormCode.FA_3)) {
            assertThat(another.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
    }

    @Test
    void send_whoseLookUpIsCutToo_isLookedUpAgain() {
        proxy.cutAfter("POST", "/invoices").cutBefore("GET", "/invoices").cutAfter("GET", "/invoices");
        session.send(invoice("FV/1")).await(PATIENCE);
        assertThat(invoicesInKsef()).isEqualTo(1);
    }

    @Test
    void send_cutTimeAndAgain_endsWithTheReason_andDoublesNothing() {
        proxy.cutBefore("POST", "/invoices").cutBefore("POST", "/invoices").cutBefore("POST", "/invoices");
        assertThatThrownBy(() -> session.send(invoice("FV/1"))).isInstanceOf(KsefTransportException.class);
        assertThat(invoicesInKsef()).isZero();
        assertThat(steps()).endsWith(Step.GIVEN_UP);
        assertThat(session.send(invoice("FV/1")).await(PATIENCE).ksefNumber()).isNotNull();
    }

    @Test
    void sameFileTwiceInOneSession_isOneInvoice() {
        AcceptedInvoice first = session.send(invoice("FV/1")).await(PATIENCE);
        AcceptedInvoice again = session.send(invoice("FV/1")).await(PATIENCE);
        assertThat(again.ksefNumber())
                .as("a duplicate that names our own earlier number is success")
                .isEqualTo(first.ksefNumber());
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void open_spoiltBeforeKsefSawIt_isMadeAgain(Spoil spoil) {
        opened.send(invoice("FV/0"));
        spoil.before(proxy, "/sessions/online");
        try (OnlineSession another = sessions.openOnline(FormCode.FA_3)) {
            assertThat(another.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
        assertThat(steps())
                .as("a session with an invoice is nobody's lost one")
                .containsExactly(Step.LOOKING, Step.REPEATED);
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void open_spoiltAfterKsefDidIt_opensAnother_andNamesTheUnseenOne(Spoil spoil) {
        opened.send(invoice("FV/0"));
        spoil.after(proxy, "/sessions/online");
        try (OnlineSession another = sessions.openOnline(FormCode.FA_3)) {
            assertThat(another.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
            assertThat(unclaimed())
                    .as("left alone: neither used nor closed")
                    .allSatisfy(session ->
                            assertThat(sessions.status(session).status().code()).isEqualTo(100))
                    .doesNotContain(another.referenceNumber(), opened.referenceNumber())
                    .hasSize(1);
        }
        assertThat(steps()).containsExactly(Step.LOOKING, Step.UNCLAIMED, Step.REPEATED);
    }

    @Test
    void open_whoseLookUpIsSpoiltToo_isMadeAgainAllTheSame() {
        proxy.cutAfter("POST", "/sessions/online");
        for (int attempt = 1; attempt <= 4; attempt++) {
            proxy.badGatewayBefore("GET", "/sessions");
        }
        sessions.openOnline(FormCode.FA_3).close();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.BLIND, Step.REPEATED);
    }

    @Test
    void open_spoiltTimeAndAgain_endsWithTheReason() {
        opened.send(invoice("FV/0"));
        proxy.badGatewayBefore("POST", "/sessions/online")
                .badGatewayBefore("POST", "/sessions/online")
                .badGatewayBefore("POST", "/sessions/online");
        assertThatThrownBy(() -> sessions.openOnline(FormCode.FA_3))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("502");
        assertThat(steps())
                .containsExactly(Step.LOOKING, Step.REPEATED, Step.LOOKING, Step.REPEATED, Step.LOOKING, Step.GIVEN_UP);
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void close_spoiltBeforeKsefSawIt_isMadeAgain(Spoil spoil) {
        session.send(invoice("FV/1"));
        spoil.before(proxy, "/close");
        session.close();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.REPEATED);
        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("spoils")
    void close_spoiltAfterKsefDidIt_isSeenByTheStatus_andNotMadeAgain(Spoil spoil) {
        session.send(invoice("FV/1"));
        spoil.after(proxy, "/close");
        session.close();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
        assertThat(proxy.log().stream().filter(line -> line.contains("/close"))).hasSize(1);
        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
    }

    private long invoicesInKsef() {
        return company.sessions()
                .resumeOnline(session.referenceNumber(), contentKey)
                .invoices()
                .map(SessionInvoice::referenceNumber)
                .count();
    }

    private List<ReferenceNumber> unclaimed() {
        return events.of(KsefEvent.Reconciling.class).stream()
                .filter(event -> event.step() == Step.UNCLAIMED)
                .map(KsefEvent.Reconciling::session)
                .toList();
    }

    private List<Step> steps() {
        return events.of(KsefEvent.Reconciling.class).stream()
                .map(KsefEvent.Reconciling::step)
                .toList();
    }
}
