package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.call;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process knows, another may know after it. */
class SavedStateTest {

    private static final RateLimit FEW = new RateLimit(4, 5, 6);

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter before = SlidingRateLimiter.of(time);
    private final SlidingRateLimiter after = SlidingRateLimiter.of(time);

    @Test
    void block_outlivesTheProcess() throws Exception {
        long until = time.millis() + 1_800_000;
        before.penalise(SEND, until);
        after.restore(before.save());
        assertThatThrownBy(() -> after.acquire(SEND, new Deadline(until - 1)))
                .isInstanceOf(KsefRateLimitedException.class);
        after.acquire(SEND, Deadline.NEVER);
        assertThat(time.millis()).isEqualTo(until);
    }

    @Test
    void state_meansTheSameToAMachineWhoseSteadyClockCountsFromElsewhere() throws Exception {
        FakeTime other = FakeTime.at(time.instant().minus(Duration.ofDays(3)));
        other.suspend(Duration.ofDays(3));
        acquire(before, SEND, 3);
        before.penalise(SEND, time.millis() + 1_800_000);
        SlidingRateLimiter there = SlidingRateLimiter.of(other);
        there.restore(before.save());
        assertThat(there.whenFor(SEND, 1)).isEqualTo(before.whenFor(SEND, 1));
        there.acquire(SEND, Deadline.NEVER);
        assertThat(other.instant()).isEqualTo(time.instant().plusSeconds(1_800));
    }

    @Test
    void everyKindOfQuota_isCountedOn() throws Exception {
        before.limit("ENV with spaces ~ %\n", NIP, limits(FEW, new RateLimit(-1, -1, 500)));
        List<LimitedCall> calls = callsOfEachKind();
        for (LimitedCall each : calls) {
            acquire(before, each, 3);
            time.advance(Duration.ofMillis(70));
        }
        after.restore(before.save());
        for (LimitedCall each : calls) {
            for (int n : List.of(1, 4, 40, 400)) {
                assertThat(after.whenFor(each, n)).as("%s %d", each, n).isEqualTo(before.whenFor(each, n));
            }
        }
        assertThat(after.save()).isEqualTo(before.save());
    }

    private static List<LimitedCall> callsOfEachKind() {
        List<LimitedCall> calls = new ArrayList<>();
        List<ContextIdentifier> contexts = List.of(
                NIP,
                new Nip("of no shape / at all"),
                new NipVatUe("5265877635-DE123456789"),
                new PeppolId("PPL123456"));
        for (String environment : List.of(ENVIRONMENT, "ENV with spaces ~ %\n")) {
            for (ContextIdentifier context : contexts) {
                for (RateLimitGroup group : RateLimitGroup.values()) {
                    calls.add(new LimitedCall(environment, context, group, "GET /a/{b}"));
                }
                calls.add(new LimitedCall(environment, context, RateLimitGroup.OTHER, "~"));
            }
        }
        return calls;
    }

    @Test
    void restoring_addsToWhatIsCounted_andTheLaterBlockStays() throws Exception {
        acquire(before, SEND, 6);
        acquire(after, SEND, 4);
        after.penalise(SEND, time.millis() + 5_000);
        before.penalise(SEND, time.millis() + 4_000);
        String saved = before.save();
        time.advance(Duration.ofMillis(100));
        after.restore(saved);
        assertThat(after.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(4_900));
        time.advance(Duration.ofSeconds(10));
        assertThat(after.whenFor(SEND, 20))
                .as("10 of 30 a minute are gone")
                .isEqualTo(time.instant().plusMillis(1_200));
        assertThat(after.whenFor(SEND, 21)).isEqualTo(Instant.parse("2026-11-02T10:01:00.200Z"));
    }

    @Test
    void limitsThatThisProcessWasTold_areNewerThanTheSavedOnes() throws Exception {
        before.limit(ENVIRONMENT, NIP, limits(FEW, null));
        after.limit(ENVIRONMENT, NIP, limits(new RateLimit(2, 2, 2), null));
        after.restore(before.save());
        acquire(after, SEND, 2);
        assertThat(after.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(3_600_200));
    }

    @Test
    void whatIsOver_isNotSaved() throws Exception {
        String nothing = before.save();
        acquire(before, SEND, 3);
        before.penalise(call(NIP, RateLimitGroup.SESSION_LIST), time.millis() + 1_000);
        assertThat(before.save()).isNotEqualTo(nothing);
        time.advance(Duration.ofMinutes(61));
        assertThat(before.save()).isEqualTo(nothing);
    }

    @Test
    void callsOfAClockThatIsAhead_countAsNow() throws Exception {
        time.advance(Duration.ofMinutes(30));
        acquire(before, SEND, 10);
        String saved = before.save();
        time.advance(Duration.ofMinutes(-30));
        after.restore(saved);
        assertThat(after.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(1_200));
    }

    @Test
    void oneCharacterThatChanged_orIsMissing_isNoticed_andNothingRestored() throws Exception {
        acquire(before, SEND, 3);
        before.penalise(SEND, time.millis() + 60_000);
        before.limit(ENVIRONMENT, NIP, limits(FEW, FEW));
        String saved = before.save().strip();
        String nothing = after.save();
        for (int i = 0; i < saved.length(); i++) {
            for (String damaged : List.of(
                    saved.substring(0, i) + '7' + saved.substring(i + 1),
                    saved.substring(0, i) + saved.substring(i + 1),
                    saved.substring(0, i))) {
                if (!damaged.equals(saved)) {
                    assertThatThrownBy(() -> after.restore(damaged))
                            .as(damaged)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("nothing was restored");
                }
            }
        }
        assertThat(after.save()).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "{\"limits\":[]}",
                "ksef-rate-limits",
                "ksef-rate-limits 2 0",
                "ksef-rate-limits 1 0\nleft x"
            })
    void whatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> after.restore(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing was restored")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left TEST",
                "left TEST Nip 5265877635 INVOICE_SEND ~",
                "left TEST Nip 5265877635 INVOICE_SEND ~ x",
                "left TEST Nip 5265877635 INVOICE_SEND ~ 0 9223372036854775807 1",
                "left TEST Tax 5265877635 INVOICE_SEND ~ 0",
                "left TEST Nip 52%ZZ INVOICE_SEND ~ 0",
                "limit TEST Nip 5265877635 INVOICE_SEND ~ 1 2",
                "limit TEST Nip 5265877635 INVOICE_SEND ~ 1 2 99999999999"
            })
    void lineThatMakesNoSense_isDamage_thoughItsChecksumIsRight(String line) {
        assertThatThrownBy(() -> after.restore(sealed(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged")
                .hasNoCause();
    }

    @Test
    void whatALaterProcessMayAdd_isPassedOver_andOtherLineEndsAreFine() {
        String text = sealed(
                "later 1 2 3",
                "left TEST Nip 5265877635 NEW_GROUP ~ 0",
                "left TEST Nip 5265877635 INVOICE_SEND ~ " + (time.millis() + 5_000));
        after.restore(text.replace("\n", "\r\n") + "\n\n");
        assertThat(after.whenFor(SEND, 1)).isEqualTo(time.instant().plusSeconds(5));
    }

    /** With the checksum that belongs to it, so that it is not noticed by that. */
    private static String sealed(String... lines) {
        String text = String.join("\n", lines) + "\n";
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return "ksef-rate-limits 1 " + Long.toHexString(sum.getValue()) + "\n" + text;
    }
}
