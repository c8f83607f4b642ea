package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.FormCode;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.RolledOver;
import dev.ksef.port.event.KsefEvent.RolledOver.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RollingOnlineSessionTest {

    private final FakeKsef ksef = new FakeKsef();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger numbers = new AtomicInteger();

    @AfterEach
    void stop() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void manyThreads_fillSessionsToTheLimit_andNeverOvershoot() throws Exception {
        ksef.limit = 5;
        RollingOnlineSession rolling = rolling(5);
        List<Future<SentInvoice>> sending = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            sending.add(threads.submit(() -> rolling.send(xml())));
        }
        for (Future<SentInvoice> sent : sending) {
            sent.get(20, TimeUnit.SECONDS);
        }
        rolling.close();
        assertThat(ksef.sessions).hasSize(9);
        assertThat(ksef.sessions.values()).allSatisfy(session -> {
            assertThat(session.invoices).hasSizeLessThanOrEqualTo(5);
            assertThat(session.closes).isEqualTo(1);
        });
        assertThat(ksef.sessions.values().stream()
                        .mapToInt(session -> session.invoices.size())
                        .sum())
                .isEqualTo(42);
        assertThat(rollOvers())
                .extracting(RolledOver::reason)
                .as("none was refused by KSeF")
                .hasSize(8)
                .containsOnly(Reason.FULL);
        assertThat(rolling.referenceNumbers()).containsExactlyInAnyOrderElementsOf(ksef.sessions.keySet());
    }

    @Test
    void oldSession_isClosedOnce_andOnlyAfterTheSendUnderWayInIt() throws Exception {
        RollingOnlineSession rolling = rolling(1);
        ksef.onSend = holdIn(1);
        Future<SentInvoice> slow = threads.submit(() -> rolling.send(xml()));
        begun.await();
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(ksef.session(1).closes).as("a send is under way in it").isZero();
        mayEnd.countDown();
        SentInvoice ticket = slow.get(20, TimeUnit.SECONDS);
        assertThat(ticket.referenceNumber()).hasToString("SO-1-EE-1");
        assertThat(ksef.session(1).closes).isEqualTo(1);
        assertThat(ticket.status().referenceNumber())
                .as("tickets of closed sessions stay good")
                .hasToString("SO-1-EE-1");
        rolling.close();
        assertThat(ksef.session(1).closes).isEqualTo(1);
        assertThat(ksef.session(2).closes).isEqualTo(1);
    }

    @Test
    void oldSession_isClosedByTheLastOfTheSendsInIt_notByTheFirst() throws Exception {
        RollingOnlineSession rolling = rolling(2);
        var held = new LinkedBlockingQueue<CountDownLatch>();
        ksef.onSend = session -> {
            if (session.equals(FakeKsef.reference(1))) {
                var mayGoOn = new CountDownLatch(1);
                held.add(mayGoOn);
                await(mayGoOn);
            }
        };
        Future<SentInvoice> one = threads.submit(() -> rolling.send(xml()));
        CountDownLatch oneMayEnd = held.take();
        Future<SentInvoice> other = threads.submit(() -> rolling.send(xml()));
        CountDownLatch otherMayEnd = held.take();
        rolling.send(xml());

        oneMayEnd.countDown();
        one.get(20, TimeUnit.SECONDS);
        assertThat(ksef.session(1).closes).as("another send is under way in it").isZero();
        otherMayEnd.countDown();
        other.get(20, TimeUnit.SECONDS);
        assertThat(ksef.session(1).closes).isEqualTo(1);
        assertThat(ksef.session(1).invoices).hasSize(2);
    }

    @Test
    void sendUnderWay_endsWhileTheNextSessionIsBeingOpened_andOneOpeningServesAll() throws Exception {
        RollingOnlineSession rolling = rolling(1);
        var sendBegun = new CountDownLatch(1);
        var sendMayEnd = new CountDownLatch(1);
        ksef.onSend = session -> {
            if (session.equals(FakeKsef.reference(1))) {
                sendBegun.countDown();
                await(sendMayEnd);
            }
        };
        ksef.onOpen = hold();
        Future<SentInvoice> first = threads.submit(() -> rolling.send(xml()));
        sendBegun.await();
        Future<SentInvoice> second = threads.submit(() -> rolling.send(xml()));
        begun.await();
        sendMayEnd.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).referenceNumber())
                .as("nobody waits for an opening that is not needed")
                .hasToString("SO-1-EE-1");
        mayEnd.countDown();
        assertThat(second.get(20, TimeUnit.SECONDS).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(ksef.opened).hasSize(2);
    }

    @Test
    void whoeverIsInterruptedWhileAnotherOpens_sendsNothing_andHarmsNobody() throws Exception {
        RollingOnlineSession rolling = rolling(1);
        rolling.send(xml());
        ksef.onOpen = hold();
        Future<SentInvoice> opener = threads.submit(() -> rolling.send(xml()));
        begun.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> rolling.send(xml())).isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        mayEnd.countDown();
        assertThat(opener.get(20, TimeUnit.SECONDS).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(ksef.session(2).invoices).hasSize(1);
    }

    @Test
    void sessionNearItsEnd_isFollowedByAnother() {
        RollingOnlineSession rolling = rolling(10);
        rolling.send(xml());
        ksef.time.advance(Duration.ofHours(12).minusMinutes(10).minusMillis(1));
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-1-EE-2");
        ksef.time.advance(Duration.ofMillis(1));
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(rollOvers())
                .containsExactly(new RolledOver(FakeKsef.reference(1), FakeKsef.reference(2), Reason.EXPIRING));
        assertThat(ksef.session(1).closes).isEqualTo(1);
    }

    @Test
    void endThatKsefNames_decides() {
        ksef.life = Duration.ofHours(1);
        RollingOnlineSession rolling = rolling(10);
        ksef.time.advance(Duration.ofMinutes(50));
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
    }

    @Test
    void endThatLeavesNoTime_isNotBelieved() {
        ksef.life = Duration.ofHours(-1);
        RollingOnlineSession rolling = rolling(10);
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-1-EE-1");
        ksef.time.advance(Duration.ofHours(12));
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {21155, 21180, 21184})
    void sessionThatTakesNoMore_isFollowedByAnother_andTheInvoiceSentThere(int code) {
        RollingOnlineSession rolling = rolling(10);
        refuseIn(1, code);
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-2");
        assertThat(rollOvers()).extracting(RolledOver::reason).containsExactly(Reason.REFUSED);
        assertThat(ksef.session(1).closes).isEqualTo(1);
    }

    @Test
    void freshSessionThatIsNotOpenEither_isTold_andTheNextSendBeginsAnew() {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = session -> {
            if (!session.equals(FakeKsef.reference(3))) {
                throw Faked.error(400, 21180);
            }
        };
        assertThatThrownBy(() -> rolling.send(xml())).isInstanceOf(KsefApiException.class);
        assertThat(ksef.opened).hasSize(2);
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-3-EE-1");
        rolling.close();
        assertThat(ksef.sessions.values())
                .allSatisfy(session -> assertThat(session.closes).isEqualTo(1));
    }

    @Test
    void unavailableSession_thenOneThatIsNotOpen_areFollowedByOneMore() {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = session -> {
            if (session.equals(FakeKsef.reference(1))) {
                throw Faked.error(400, 21184);
            }
            if (session.equals(FakeKsef.reference(2))) {
                throw Faked.error(400, 21180);
            }
        };
        assertThat(rolling.send(xml()).referenceNumber())
                .as("a key wrapped anew was not tried yet")
                .hasToString("SO-3-EE-1");
    }

    @Test
    void sendThatMayHaveArrived_isNeverRepeatedElsewhere() {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = session -> {
            throw new KsefTransportException("no answer", Delivery.UNKNOWN, null);
        };
        assertThatThrownBy(() -> rolling.send(xml())).isInstanceOf(KsefTransportException.class);
        assertThat(ksef.opened).hasSize(1);
        assertThat(rollOvers()).isEmpty();
    }

    @Test
    void sendWithoutAnswer_intoASessionThatEnded_isMadeInTheNext() {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = session -> {
            if (session.equals(FakeKsef.reference(1))) {
                ksef.end(1, 200);
                throw new KsefTransportException("no answer", Delivery.UNKNOWN, null);
            }
        };
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
        assertThat(ksef.session(1).invoices).isEmpty();
    }

    @Test
    void otherRefusals_areTold_andChangeNothing() {
        RollingOnlineSession rolling = rolling(10);
        refuseIn(1, 21166);
        assertThatThrownBy(() -> rolling.send(xml())).isInstanceOf(KsefApiException.class);
        assertThat(ksef.opened).hasSize(1);
        assertThat(ksef.session(1).closes).isZero();
    }

    @Test
    void openingThatFails_losesNothing_andIsTriedAgain() {
        RollingOnlineSession rolling = rolling(1);
        rolling.send(xml());
        ksef.onOpen = session -> {
            throw Faked.error(403, 0);
        };
        assertThatThrownBy(() -> rolling.send(xml())).isInstanceOf(KsefApiException.class);
        ksef.onOpen = session -> {};
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-3-EE-1");
        assertThat(ksef.session(1).closes).isEqualTo(1);
    }

    @Test
    void oldSessionThatCannotBeClosed_costsNoTicket_andIsClosedInTheEnd() {
        RollingOnlineSession rolling = rolling(1);
        rolling.send(xml());
        ksef.onClose = session -> {
            throw Faked.error(403, 0);
        };
        assertThat(rolling.send(xml()).referenceNumber()).hasToString("SO-2-EE-1");
        assertThatThrownBy(rolling::close)
                .isInstanceOf(KsefApiException.class)
                .satisfies(both -> assertThat(both.getSuppressed()).hasSize(1));
        ksef.onClose = session -> {};
        rolling.close();
        assertThat(ksef.session(1).status).isEqualTo(170);
        assertThat(ksef.session(2).status).isEqualTo(170);
    }

    @Test
    void close_neverHidesWhatTheBodyThrew() {
        ksef.onClose = session -> {
            throw Faked.error(403, 0);
        };
        assertThatThrownBy(() -> {
                    try (RollingOnlineSession rolling = rolling(1)) {
                        throw new IllegalStateException("of the body in " + rolling);
                    }
                })
                .hasMessageStartingWith("of the body")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(KsefException.class));
    }

    @Test
    void closedWhileSending_letsTheLastSenderCloseTheSession() throws Exception {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = holdIn(1);
        Future<SentInvoice> slow = threads.submit(() -> rolling.send(xml()));
        begun.await();
        rolling.close();
        assertThat(ksef.session(1).closes).isZero();
        mayEnd.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).referenceNumber()).hasToString("SO-1-EE-1");
        assertThat(ksef.session(1).closes).isEqualTo(1);
        assertThatThrownBy(() -> rolling.send(xml()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SO-1");
    }

    @Test
    void sessionThatTheLastSenderCannotClose_isTold_andClosedByClosingOnceMore() throws Exception {
        RollingOnlineSession rolling = rolling(10);
        ksef.onSend = holdIn(1);
        Future<SentInvoice> slow = threads.submit(() -> rolling.send(xml()));
        begun.await();
        rolling.close();
        ksef.onClose = session -> {
            throw Faked.error(403, 0);
        };
        mayEnd.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).referenceNumber()).hasToString("SO-1-EE-1");
        assertThat(ksef.events.of(KsefEvent.SessionLeftOpen.class))
                .containsExactly(new KsefEvent.SessionLeftOpen(FakeKsef.reference(1), "KsefApiException"));
        ksef.onClose = session -> {};
        rolling.close();
        assertThat(ksef.session(1).status).isEqualTo(170);
    }

    @Test
    void closedWhileTheNextSessionIsBeingOpened_closesThatToo() throws Exception {
        RollingOnlineSession rolling = rolling(1);
        rolling.send(xml());
        ksef.onOpen = hold();
        Future<SentInvoice> late = threads.submit(() -> rolling.send(xml()));
        begun.await();
        rolling.close();
        mayEnd.countDown();
        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(ksef.sessions.values())
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.closes).isEqualTo(1));
    }

    @Test
    void rollOver_thatCouldTakeNothing_isRefused() {
        assertThatThrownBy(() -> new RollOver(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollOver(1, Duration.ofHours(12))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollOver(1, Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private RollingOnlineSession rolling(int most) {
        return ksef.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(most));
    }

    private byte[] xml() {
        return ("<Faktura>" + numbers.incrementAndGet() + "</Faktura>").getBytes(StandardCharsets.UTF_8);
    }

    private void refuseIn(int number, int code) {
        ksef.onSend = session -> {
            if (session.equals(FakeKsef.reference(number))) {
                throw Faked.error(400, code);
            }
        };
    }

    private Consumer<ReferenceNumber> holdIn(int number) {
        return session -> {
            if (session.equals(FakeKsef.reference(number))) {
                hold().accept(session);
            }
        };
    }

    private Consumer<ReferenceNumber> hold() {
        return session -> {
            begun.countDown();
            await(mayEnd);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<RolledOver> rollOvers() {
        return ksef.events.of(RolledOver.class);
    }
}
