package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.UnservableRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermissionOperationsTest {

    private static final LoginContext CONTEXT = LoginContext.nip("5265877635");
    private static final LoginContext OTHER = LoginContext.nip("1111111111");

    /** Just after midnight, so that the day in a number is over as late as it can be. */
    private final FakeClock clock = new FakeClock("2026-11-23T00:00:01Z");

    private final PermissionOperations operations =
            new PermissionOperations(clock, Duration.ofSeconds(2), new ReferenceNumbers(clock));

    private String begin() {
        return RawClient.JSON
                .readTree(operations.begin(CONTEXT, null, end -> {}).body())
                .path("referenceNumber")
                .stringValue();
    }

    @Test
    void operation_longPast_isForgotten_andStillGone() {
        String reference = begin();

        clock.advance(Duration.ofDays(31).plusSeconds(1));
        String next = begin();
        assertThatThrownBy(() -> operations.status(reference, OTHER))
                .as("remembered with its context")
                .isInstanceOf(BadRequest.class);
        clock.advance(Duration.ofSeconds(2));
        begin();

        assertThatThrownBy(() -> operations.status(reference, OTHER))
                .as("forgotten")
                .isInstanceOf(UnservableRequest.class);
        assertThatThrownBy(() -> operations.status(reference, CONTEXT)).isInstanceOf(UnservableRequest.class);
        assertThat(operations.status(next, CONTEXT).code()).as("another").isEqualTo(200);
    }

    @Test
    void number_thatIsNone_isNotGoneButRefused() {
        for (String number : new String[] {
            "20260101-SO-0000000000-0000000000-00",
            "20269999-EG-0000000000-0000000000-00",
            "20261123-EG-0000000000-0000000000-00",
            "------------------------------------"
        }) {
            assertThatThrownBy(() -> operations.status(number, CONTEXT))
                    .as(number)
                    .isInstanceOf(BadRequest.class);
        }
    }
}
