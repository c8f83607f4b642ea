package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendReconciliationTest {

    private static final byte[] XML = {1, 2, 3};

    private final FakeKsef ksef = new FakeKsef();

    @Test
    void sendWithoutAnswer_thatArrivesWhileTheSessionEnds_isFoundAtASecondLook() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            throw unanswered();
        };
        ksef.onStatus = reference -> {
            ksef.onSend = late -> {};
            elsewhere().send(XML);
            ksef.end(1, 170);
        };
        assertThat(session.send(XML).referenceNumber()).hasToString("SO-1-EE-1");
        assertThat(ksef.session(1).invoices).as("nothing doubled").hasSize(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void sendWithoutAnswer_intoWhatTakesNoMore_isToldAsNotSent() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            ksef.end(1, 415);
            throw unanswered();
        };
        var notSent = catchThrowableOfType(KsefTransportException.class, () -> session.send(new byte[] {1}));
        assertThat(notSent.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(notSent).hasMessageContaining("SO-1").hasMessageContaining("another session");
        assertThat(session.sawItOver()).isTrue();
    }

    @Test
    void sendAnsweredWithAnError_intoWhatTakesNoMore_isToldAsAnswered() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            ksef.end(1, 415);
            throw Faked.error(502, 0);
        };
        assertThatThrownBy(() -> session.send(new byte[] {1}))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("was answered with HTTP 502 and is not in session SO-1");
    }

    @Test
    void sendWithoutAnswer_ofAFileThatWasRejectedBefore_isNotTakenForTheRejectedOne() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        session.send(XML);
        ksef.reject(1, 550);
        ksef.onSend = reference -> {
            ksef.onSend = again -> {};
            elsewhere().send(XML);
            throw unanswered();
        };
        assertThat(session.send(XML).referenceNumber()).hasToString("SO-1-EE-2");
        assertThat(ksef.session(1).invoices)
                .as("what arrived was not sent again")
                .hasSize(2);
    }

    @Test
    void sendWithoutAnswer_whichNeverArrived_isRepeatedThoughTheFileWasRejectedBefore() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        session.send(XML);
        ksef.reject(1, 550);
        ksef.onSend = reference -> {
            ksef.onSend = again -> {};
            throw unanswered();
        };
        assertThat(session.send(XML).referenceNumber()).hasToString("SO-1-EE-2");
    }

    @Test
    void find_ofAFileThatWasRejectedAndThenAccepted_yieldsTheOneThatStands() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        session.send(XML);
        ksef.reject(1, 550);
        assertThat(session.find(InvoiceXml.of(XML)))
                .get()
                .extracting(SentInvoice::referenceNumber)
                .hasToString("SO-1-EE-1");
        session.send(XML);
        assertThat(session.find(InvoiceXml.of(XML)))
                .get()
                .extracting(SentInvoice::referenceNumber)
                .hasToString("SO-1-EE-2");
    }

    @Test
    void findAll_ofManyFiles_takesOneListing_andYieldsThoseThatStand() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        session.send(XML);
        session.send(new byte[] {4});
        ksef.reject(1, 550);
        session.send(XML);
        List<InvoiceXml> files = IntStream.range(4, 504)
                .mapToObj(number -> InvoiceXml.of(new byte[] {(byte) number, (byte) (number >> 8)}))
                .collect(Collectors.toCollection(ArrayList::new));
        files.add(InvoiceXml.of(XML));
        files.add(InvoiceXml.of(new byte[] {4}));
        Map<InvoiceXml, SentInvoice> found = session.findAll(files);
        assertThat(ksef.listings).hasValue(1);
        assertThat(found.keySet()).containsExactlyInAnyOrder(InvoiceXml.of(XML), InvoiceXml.of(new byte[] {4}));
        assertThat(found.get(InvoiceXml.of(XML)).referenceNumber())
                .as("the one that was not rejected")
                .hasToString("SO-1-EE-3");
        assertThat(found.get(InvoiceXml.of(new byte[] {4})).referenceNumber()).hasToString("SO-1-EE-2");
        assertThat(found.get(InvoiceXml.of(XML)).hash())
                .isEqualTo(session.find(InvoiceXml.of(XML)).orElseThrow().hash());
    }

    @Test
    void repetitionThatIsRefused_sinceTheFirstAttemptTookTheLastPlaceLate_isFound() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        arrivesJustBeforeTheRepetition(() -> ksef.limit = 1);
        assertThat(session.send(XML).referenceNumber()).hasToString("SO-1-EE-1");
        assertThat(ksef.session(1).invoices).as("nothing doubled").hasSize(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.REPEATED, Step.LOOKING, Step.FOUND);
    }

    @Test
    void repetitionThatDidNotLeave_isNoWordOnTheFirstAttempt() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        arrivesJustBeforeTheRepetition(() -> {
            throw new KsefTransportException("refused", Delivery.NOT_SENT, null);
        });
        assertThat(session.send(XML).referenceNumber()).hasToString("SO-1-EE-1");
    }

    @Test
    void repetitionThatIsRefused_whileNothingArrived_isTheRefusal() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            ksef.onSend = again -> ksef.end(1, 170);
            throw unanswered();
        };
        var refused = catchThrowableOfType(KsefApiException.class, () -> session.send(XML));
        assertThat(refused.has(21180)).isTrue();
    }

    @Test
    void clientClosedWhileASendIsLookedFor_leavesItsOutcomeUnknown() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            ksef.transport.withScoped(SessionApi.class, scope -> {
                throw new IllegalStateException("The transport was closed");
            });
            throw unanswered();
        };
        var unknown = catchThrowableOfType(KsefTransportException.class, () -> session.send(XML));
        assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(unknown.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clientClosedBeforeTheRepetition_leavesTheOutcomeUnknown() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            throw unanswered();
        };
        ksef.onStatus = reference -> {
            for (Class<?> api : List.of(OnlineSessionApi.class, SessionApi.class)) {
                ksef.transport.withScoped(api, scope -> {
                    throw new IllegalStateException("The transport was closed");
                });
            }
        };
        var unknown = catchThrowableOfType(KsefTransportException.class, () -> session.send(XML));
        assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void listThatNeverEnds_isLookedThroughForTheTimeOfOneCall() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            throw unanswered();
        };
        ksef.transport.withScoped(SessionApi.class, scope -> endless(scope));
        assertThatThrownBy(() -> session.send(XML))
                .isInstanceOf(KsefTransportException.class)
                .hasMessage("no answer");
    }

    /** A list of ever new pages, of a second each, as long as there is time for the call. */
    private SessionApi endless(CallScope scope) {
        var pages = new AtomicInteger();
        return (SessionApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionApi.class}, (proxy, method, arguments) -> {
                    if (pages.incrementAndGet() > 1_000) {
                        throw new AssertionError("Nobody stops here");
                    }
                    if (scope.callDeadline(ksef.time).hasPassed(ksef.time)) {
                        throw new KsefDeadlineException("not sent", null);
                    }
                    ksef.time.advance(Duration.ofSeconds(1));
                    return new SessionInvoicesPage("token " + pages, List.of());
                });
    }

    /** The first attempt gets no answer, is not there yet at the look, and arrives when the second one is on its way. */
    private void arrivesJustBeforeTheRepetition(Runnable then) {
        ksef.onSend = reference -> {
            ksef.onSend = again -> {
                ksef.onSend = late -> {};
                elsewhere().send(XML);
                then.run();
            };
            throw unanswered();
        };
    }

    /** The same session, resumed. */
    private OnlineSession elsewhere() {
        return ksef.sessions().resumeOnline(FakeKsef.reference(1), new Faked.Crypto().newContentKey());
    }

    private static KsefTransportException unanswered() {
        return new KsefTransportException("no answer", Delivery.UNKNOWN, null);
    }

    private List<Step> steps() {
        return ksef.events.of(Reconciling.class).stream().map(Reconciling::step).toList();
    }
}
