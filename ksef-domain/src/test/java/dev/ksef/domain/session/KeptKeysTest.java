package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptKeysTest {

    private final FakeKsef ksef = new FakeKsef();

    @Test
    void openedSession_isGoneOnWithByItsNumberAlone_andItsKeyForgottenAtTheEnd() {
        try (ContentKey own = new Faked.Crypto().newContentKey()) {
            OnlineSession opened = ksef.sessions().openOnline(FormCode.FA_3, own);
            assertThat(ksef.keys.find(opened.referenceNumber()).orElseThrow().key())
                    .isEqualTo(own.key());
            OnlineSession resumed = ksef.sessions().resumeOnline(opened.referenceNumber());
            resumed.send(new byte[] {1});
            assertThat(ksef.session(1).invoices).hasSize(1);
            resumed.close();
            assertThat(ksef.keys.size())
                    .as("nothing is encrypted for a closed session")
                    .isZero();
            assertThatThrownBy(() -> ksef.sessions().resumeOnline(opened.referenceNumber()))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining(opened.referenceNumber().value());
        }
    }

    @Test
    void rollingSession_keepsTheKeyOfEachOfItsSessions() {
        try (RollingOnlineSession rolling =
                ksef.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(1))) {
            rolling.send(new byte[] {1});
            assertThat(ksef.keys.find(FakeKsef.reference(1))).isPresent();
            rolling.send(new byte[] {2});
            assertThat(ksef.session(1).closes).isEqualTo(1);
            assertThat(ksef.sessions().keptSessions())
                    .as("a process that follows needs the number of the closed one, too")
                    .containsExactly(FakeKsef.reference(1), FakeKsef.reference(2));
        }
        assertThat(ksef.keys.size()).isZero();
    }

    @Test
    void rollingSessionThatCouldNotCloseAll_isStillKept() {
        RollingOnlineSession rolling =
                ksef.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(1));
        rolling.send(new byte[] {1});
        rolling.send(new byte[] {2});
        ksef.onClose = session -> {
            throw Faked.error(400, 21173);
        };
        assertThatThrownBy(rolling::close).isInstanceOf(KsefException.class);
        assertThat(ksef.sessions().keptSessions()).hasSize(2);
        ksef.onClose = session -> {};
        rolling.close();
        assertThat(ksef.sessions().keptSessions()).isEmpty();
    }

    @Test
    void rollingSessionOfADeadProcess_isGoneOnWith_andKnowsWhatWasSentInEachOfItsSessions() {
        RollingOnlineSession dead =
                ksef.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(2));
        for (byte number = 1; number <= 5; number++) {
            dead.send(new byte[] {number});
        }
        Sessions sessions = ksef.sessions();
        try (RollingOnlineSession resumed =
                sessions.resumeRollingOnline(FormCode.FA_3, RollOver.USUAL, sessions.keptSessions())) {
            List<InvoiceXml> invoices = IntStream.rangeClosed(1, 6)
                    .mapToObj(number -> InvoiceXml.of(new byte[] {(byte) number}))
                    .toList();
            Map<InvoiceXml, SentInvoice> found = resumed.findAll(invoices);
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(invoices.subList(0, 5));
            assertThat(ksef.listings).as("one for each session").hasValue(4);
            resumed.send(new byte[] {6});
            assertThat(resumed.referenceNumbers()).hasSize(4);
            assertThat(ksef.session(3).closes)
                    .as("the one that the dead process left open")
                    .isEqualTo(1);
            assertThat(ksef.session(4).invoices).hasSize(1);
        }
        assertThat(sessions.keptSessions()).isEmpty();
    }

    @Test
    void keyThatCannotBeKept_yieldsNoSession() {
        ksef.keys.onAccess(KeptKeysTest::broken);
        assertThatThrownBy(() -> ksef.sessions().openOnline(FormCode.FA_3)).isInstanceOf(KsefStorageException.class);
    }

    @Test
    void keyThatCannotBeForgotten_isTold_andTheSessionIsClosed() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.keys.onAccess(KeptKeysTest::broken);
        session.close();
        assertThat(ksef.events.of(KsefEvent.KeyNotForgotten.class))
                .containsExactly(new KsefEvent.KeyNotForgotten(session.referenceNumber()));
    }

    @Test
    void storeThatThrowsWhatItLikes_isTold_andTheSessionIsClosed() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.keys.onAccess(() -> {
            throw new IllegalStateException("connection lost");
        });
        session.close();
        assertThat(ksef.events.of(KsefEvent.KeyNotForgotten.class)).hasSize(1);
    }

    @Test
    void storeThatNeverAnswers_isWaitedForByTheDeadlineOfTheCall() throws Exception {
        var goOn = new CountDownLatch(1);
        ksef.timeout = Duration.ofMillis(300);
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.keys.onAccess(() -> {
            try {
                goOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> ksef.sessions().openOnline(FormCode.FA_3))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("has not kept", FakeKsef.reference(2).value());
        assertThatThrownBy(() -> ksef.sessions().resumeOnline(session.referenceNumber()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("has not yielded");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ksef.sessions().resumeOnline(session.referenceNumber()))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("Interrupted while waiting for the key store");
        assertThat(Thread.interrupted()).isTrue();
        session.close();
        assertThat(ksef.events.of(KsefEvent.KeyNotForgotten.class)).hasSize(1);
        goOn.countDown();
    }

    private static void broken() {
        throw new KsefStorageException("disk full", null);
    }
}
