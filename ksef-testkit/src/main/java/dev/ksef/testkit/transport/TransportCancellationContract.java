package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.ended;
import static dev.ksef.testkit.transport.CallOutcomes.inBackground;
import static dev.ksef.testkit.transport.CallOutcomes.until;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that an interrupt and closing end a call through a {@link Transport} at once, whatever it waits for. */
public interface TransportCancellationContract extends TransportFixture {

    @Test
    default void interrupt_endsACallAndStaysSet() throws InterruptedException {
        interrupted(Reply.json(200, CHALLENGE).after(20_000));
    }

    @Test
    default void interrupt_whileABodyIsRead_endsTheCallAndStaysSet() throws InterruptedException {
        interrupted(Reply.stall(200, "application/json", CHALLENGE, 20_000));
    }

    private void interrupted(Reply reply) throws InterruptedException {
        server().then(reply);
        var failure = new AtomicReference<KsefException>();
        var flag = new AtomicReference<Boolean>();
        var done = new CountDownLatch(1);
        var caller = new Thread(() -> {
            try {
                anonymous(AuthApi.class).challenge();
            } catch (KsefException interrupted) {
                failure.set(interrupted);
            }
            flag.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        caller.start();
        until(() -> !server().received().isEmpty());
        Thread.sleep(200);
        caller.interrupt();
        assertThat(done.await(1, TimeUnit.SECONDS))
                .as("at once, not when the read timeout of 2 s ends it")
                .isTrue();
        assertThat(failure.get()).isNotNull();
        assertThat(flag.get()).as("interrupt flag").isTrue();
        assertThat(events().all())
                .last()
                .as("the end of the call")
                .isInstanceOfSatisfying(
                        KsefEvent.CallEnded.class,
                        end -> assertThat(end.outcome()).isEqualTo(Outcome.GIVEN_UP));
    }

    @Test
    default void interrupt_whileACallWaitsToBeMadeAgain_endsIt_andTheNextOneIsMade() throws Exception {
        server().then(Reply.json(429, "", "Retry-After", "60"), Reply.json(200, STATUS));
        try (Transport patient = transportOnSystemTime()) {
            var ended = new CompletableFuture<@Nullable Throwable>();
            var caller = new Thread(() -> {
                Throwable failure = catchThrowable(
                        () -> patient.open(SessionApi.class, scope()).status(SESSION));
                boolean flag = Thread.interrupted();
                Throwable next = catchThrowable(
                        () -> patient.open(SessionApi.class, scope()).status(SESSION));
                ended.complete(flag && next == null ? failure : new AssertionError("flag " + flag, next));
            });
            caller.start();
            until(() -> !events().of(KsefEvent.Retry.class).isEmpty());
            caller.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(KsefDeadlineException.class)
                    .hasMessageContaining("it did not reach KSeF");
        }
        assertThat(server().received()).hasSize(2);
    }

    @Test
    default void interrupt_beforeACall_letsNothingLeave() {
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(this::closeSession);
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        assertThat(failure).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("was not sent");
        assertThat(events().of(KsefEvent.Attempt.class)).isEmpty();
        server().then(Reply.empty(204));
        closeSession();
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void callUnderWay_failsWhenTheTransportIsClosed() throws Exception {
        server().then(Reply.json(200, CHALLENGE).after(20_000));
        Transport patient = transport();
        var failure = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                patient.open(AuthApi.class, CallScope.anonymous(PATIENCE)).challenge();
            } catch (RuntimeException ended) {
                failure.complete(ended);
            }
        });
        caller.start();
        until(() -> !server().received().isEmpty());
        long closing = System.nanoTime();
        transport().close();
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(KsefTransportException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - closing))
                .as("at once, not when the read timeout of 2 s ends it")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    default void closing_whileABodyStalls_endsTheCallAtOnce() throws Exception {
        var half = new CompletableFuture<Void>();
        server().then(out -> {
            boolean open = Reply.stall(200, "application/json", STATUS, 0).play(out);
            half.complete(null);
            Thread.sleep(20_000);
            return open;
        });
        var ended = new CompletableFuture<Throwable>();
        new Thread(() -> ended.complete(catchThrowable(this::status))).start();
        half.get(10, TimeUnit.SECONDS);
        Thread.sleep(200);
        long begun = System.nanoTime();
        transport().close();
        assertThat(ended.get(10, TimeUnit.SECONDS))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("the transport was closed");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("at once, not when the read timeout of 2 s ends it")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    default void closing_letsGoOfACallThatWaitsToBeMadeAgain() throws Exception {
        server().then(Reply.json(429, "", "Retry-After", "60"), Reply.json(200, STATUS));
        try (Transport patient = transportOnSystemTime()) {
            var ending =
                    inBackground(() -> patient.open(SessionApi.class, scope()).status(SESSION));
            until(() -> !events().of(KsefEvent.Retry.class).isEmpty());
            patient.close();
            assertThat(ending.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            KsefTransportException.class,
                            cut -> assertThat(cut.delivery()).isEqualTo(Delivery.NOT_SENT))
                    .hasMessageContaining("closed");
        }
        assertThat(server().received()).hasSize(1);
        assertThat(ended(events())).containsExactly(tuple(Outcome.GIVEN_UP, 1));
    }

    @Test
    default void transportThatWasClosed_saysSo() {
        var opened = anonymous(AuthApi.class);
        transport().close();
        assertThatThrownBy(opened::challenge).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> anonymous(AuthApi.class)).isInstanceOf(IllegalStateException.class);
    }
}
