package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.ContentKey;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefEvent.Reconciling.Step;
import dev.ksef.testkit.CuttingProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may have been processed is looked up before it is made again: nothing is lost and nothing doubled. */
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
    private final OnlineSession session =
            behindProxy.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);

    @AfterEach
    void stop() {
        behindProxy.close();
        proxy.close();
    }

    @Test
    void send_cutBeforeKsefSawIt_isSentAgain() {
        proxy.cutBefore("POST", "/invoices");
        SentInvoice sent = session.send(invoice("FV/1"));
        assertThat(sent.await(PATIENCE).ksefNumber()).isNotNull();
        assertThat(invoicesInKsef()).isEqualTo(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.REPEATED);
    }

    @Test
    void send_cutAfterKsefTookIt_isFoundByItsHash_andNotSentAgain() {
        proxy.cutAfter("POST", "/invoices");
        SentInvoice sent = session.send(invoice("FV/1"));
        assertThat(sent.await(PATIENCE).hash()).isEqualTo(sent.hash());
        assertThat(invoicesInKsef()).isEqualTo(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
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

    @Test
    void open_cutAfterKsefDidIt_opensAnother_andTheUnseenOneStaysEmpty() {
        proxy.cutAfter("POST", "/sessions/online");
        try (OnlineSession another =
                behindProxy.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            assertThat(another.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
        assertThat(steps()).containsExactly(Step.REPEATED);
    }

    @Test
    void close_cutBeforeKsefSawIt_isMadeAgain() {
        session.send(invoice("FV/1"));
        proxy.cutBefore("POST", "/close");
        session.close();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.REPEATED);
        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
    }

    @Test
    void close_cutAfterKsefDidIt_isSeenByTheStatus_andNotMadeAgain() {
        session.send(invoice("FV/1"));
        proxy.cutAfter("POST", "/close");
        session.close();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
        assertThat(proxy.log().stream().filter(line -> line.contains("/close"))).hasSize(1);
        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
    }

    private long invoicesInKsef() {
        return company.sessions()
                .resumeOnline(session.referenceNumber(), ContentKey.of(new byte[32], new byte[16]))
                .invoices()
                .map(SessionInvoice::referenceNumber)
                .count();
    }

    private List<Step> steps() {
        return events.of(KsefEvent.Reconciling.class).stream()
                .map(KsefEvent.Reconciling::step)
                .toList();
    }
}
