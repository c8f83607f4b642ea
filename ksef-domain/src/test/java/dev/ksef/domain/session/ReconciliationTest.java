package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.KsefEvent.Reconciling;
import dev.ksef.port.KsefEvent.Reconciling.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private final FakeKsef ksef = new FakeKsef();

    @Test
    void sendWithoutAnswer_thatArrivesWhileTheSessionEnds_isFoundAtASecondLook() {
        OnlineSession session = ksef.sessions().openOnline(FormCode.FA_3);
        ksef.onSend = reference -> {
            throw unanswered();
        };
        byte[] xml = {1, 2, 3};
        ksef.onStatus = reference -> {
            ksef.onSend = late -> {};
            elsewhere().send(xml);
            ksef.end(1, 170);
        };
        assertThat(session.send(xml).referenceNumber()).hasToString("SO-1-EE-1");
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
