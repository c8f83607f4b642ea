package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that deadlines and timeouts end each call through a {@link Transport}, wherever its answer stalls. */
public interface TransportDeadlineContract extends TransportFixture {

    @Test
    default void deadlineThatHasCome_sendsNothing() {
        var over = CallScope.anonymous(Duration.ofMinutes(1)).until(new Deadline(time().millis()));
        failure(
                KsefDeadlineException.class,
                () -> transport().open(AuthApi.class, over).challenge());
        assertThat(server().received()).isEmpty();
    }

    @Test
    default void bodyThatStalls_endsByTheDeadlineWhereThatIsSooner() {
        server().then(Reply.stall(200, "application/json", CHALLENGE, 20_000));
        failure(
                KsefTransportException.class,
                () -> transport()
                        .open(AuthApi.class, CallScope.anonymous(Duration.ofMillis(100)))
                        .challenge());
    }

    @Test
    default void bodyThatStalls_endsByTheReadTimeout() {
        server().then(Reply.stall(200, "application/json", CHALLENGE, 20_000));
        var error = failure(
                KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    default void errorThatStalls_endsByTheReadTimeout() {
        for (int status : List.of(400, 429, 502)) {
            server().then(Reply.stall(status, "application/problem+json", "{\"detail\":\"d\"}", 20_000));
            var error = failure(
                    KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        }
        assertThat(server().received()).as("what took too long is not repeated").hasSize(3);
    }

    @Test
    default void answerThatDoesNotCome_endsByTheReadTimeout() {
        server().then(Reply.json(200, CHALLENGE).after(20_000));
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }
}
