package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.FormCode;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionOpeningTest {

    private final FakeKsef ksef = new FakeKsef();

    @Test
    void openingWithoutAnswer_isLookedForFromABitBeforeIt_byKsefsClock() {
        ksef.ahead = Duration.ofHours(1);
        loseFirst();
        assertThat(open().referenceNumber()).isEqualTo(FakeKsef.reference(2));
        assertThat(ksef.lists).hasSize(1);
        assertThat(ksef.lists.get(0).sessionType()).isEqualTo(SessionType.ONLINE);
        assertThat(ksef.lists.get(0).dateCreatedFrom()).isEqualTo("2026-11-02T09:59:00Z");
    }

    @Test
    void sessionsThatMayBeOurs_areNamedFromAllPages_andAnotherIsOpened() {
        ksef.page("1", FakeKsef.row("SO-used", 100, 1), FakeKsef.row("SO-closed", 170, 0));
        ksef.page(null, FakeKsef.row("SO-empty", 100, 0), FakeKsef.row("SO-unknown", 100, null));
        loseFirst();
        assertThat(open().referenceNumber()).isEqualTo(FakeKsef.reference(2));
        assertThat(reconciling())
                .extracting(event -> event.step() + " " + event.session())
                .containsExactly("LOOKING null", "UNCLAIMED SO-empty", "UNCLAIMED SO-unknown", "REPEATED null");
    }

    @Test
    void allOfAnOpening_endsWithinTheTimeOfOneCall_andTheLookUpLeavesTimeForTheRest() {
        long begun = ksef.time.millis();
        ksef.onOpen = session -> {
            if (ksef.opened.size() == 1) {
                ksef.time.advance(FakeKsef.TIMEOUT.dividedBy(2));
                throw unanswered();
            }
        };
        open();
        Deadline whole = new Deadline(begun + FakeKsef.TIMEOUT.toMillis());
        Deadline lookUp = new Deadline(begun + FakeKsef.TIMEOUT.toMillis() * 3 / 4);
        assertThat(ksef.transport.scopes()).extracting(CallScope::deadline).contains(lookUp);
        assertThat(ksef.transport.scopes())
                .extracting(CallScope::deadline)
                .as("nothing goes on longer")
                .allSatisfy(deadline -> assertThat(deadline.atMillis()).isLessThanOrEqualTo(whole.atMillis()));
    }

    @Test
    void openingWhoseTimeIsUp_isNotRepeated() {
        ksef.onOpen = session -> {
            ksef.time.advance(FakeKsef.TIMEOUT);
            throw unanswered();
        };
        assertThatThrownBy(this::open).isInstanceOf(KsefTransportException.class);
        assertThat(ksef.opened).hasSize(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
    }

    @Test
    void interruptedOpening_isNotRepeated_andStaysInterrupted() {
        ksef.onOpen = session -> {
            Thread.currentThread().interrupt();
            throw unanswered();
        };
        assertThatThrownBy(this::open).isInstanceOf(KsefTransportException.class);
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        assertThat(ksef.opened).hasSize(1);
        assertThat(steps()).endsWith(Step.GIVEN_UP);
    }

    @Test
    void refusedOpening_isNotLookedFor() {
        ksef.onOpen = session -> {
            throw Faked.error(400, 21405);
        };
        assertThatThrownBy(this::open).isInstanceOf(KsefApiException.class);
        assertThat(ksef.lists).isEmpty();
        assertThat(reconciling()).isEmpty();
    }

    @Test
    void signInWithoutAnswer_isNoOpeningWithoutAnswer() {
        BearerSource silent = new BearerSource() {
            @Override
            public BearerToken bearer(Deadline deadline) {
                throw unanswered();
            }

            @Override
            public void rejected(BearerToken token) {}
        };
        assertThatThrownBy(() -> ksef.sessions(silent).openOnline(FormCode.FA_3))
                .isInstanceOf(KsefTransportException.class);
        assertThat(reconciling()).isEmpty();
        assertThat(ksef.opened).isEmpty();
    }

    private OnlineSession open() {
        return ksef.sessions().openOnline(FormCode.FA_3);
    }

    private void loseFirst() {
        ksef.onOpen = session -> {
            if (ksef.opened.size() == 1) {
                throw unanswered();
            }
        };
    }

    private static KsefTransportException unanswered() {
        return new KsefTransportException("no answer", Delivery.UNKNOWN, null);
    }

    private List<Reconciling> reconciling() {
        return ksef.events.of(Reconciling.class);
    }

    private List<Step> steps() {
        return reconciling().stream().map(Reconciling::step).toList();
    }
}
