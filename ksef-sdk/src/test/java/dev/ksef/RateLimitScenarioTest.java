package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits.CollectiveIdentifierLimits;
import dev.ksef.model.limit.EffectiveContextLimits.SessionLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits.CertificateLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits.EnrollmentLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.limit.SetRateLimitsRequest;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.api.TestDataApi;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** limity-api.md, with the simulator as KSeF: limits shown, set for a context, exceeded and waited out. */
class RateLimitScenarioTest extends Scenario {

    private static final String LOOK = "GET /v2/limits/context ";

    private final LimitApi limits = company.open(LimitApi.class);
    private final TestDataApi testData = company.open(TestDataApi.class);

    @Test
    void productionLimits_asked_areShown() {
        testData.setProductionRateLimits();

        EffectiveApiRateLimits shown = limits.rateLimits();

        assertThat(shown.onlineSessionClose()).as("a group of 2.8").isEqualTo(new RateLimit(20, 60, 240));
        assertThat(shown.invoiceSend()).as("sending").isEqualTo(new RateLimit(10, 30, 180));
        assertThat(shown.collectiveIdentifier()).as("raised with 2.7.1").isEqualTo(new RateLimit(20, 120, 240));
        assertThat(shown.global()).as("all calls").isEqualTo(RateLimit.UNLIMITED);
    }

    @Test
    void limits_set_areShownUntilTheyAreReset() {
        testData.setRateLimits(others(new RateLimit(5, 50, 500)));
        assertThat(limits.rateLimits().other()).as("set").isEqualTo(new RateLimit(5, 50, 500));

        testData.resetRateLimits();

        assertThat(limits.rateLimits().other()).as("reset").isEqualTo(RateLimit.UNLIMITED);
    }

    @Test
    void limits_thatAreNone_areRefused() {
        KsefApiException refused = catchThrowableOfType(
                KsefApiException.class, () -> testData.setRateLimits(others(new RateLimit(0, 1, 1))));

        assertThat(refused.errors().get(0).code()).as("no call ever").isEqualTo(21405);
    }

    @Test
    void limitsOfContextAndSubject_areShown() {
        assertThat(limits.context().onlineSession()).as("sessions").isEqualTo(new SessionLimits(1, 3, 10_000));
        assertThat(limits.context().collectiveIdentifier())
                .as("from 2.7.1")
                .isEqualTo(new CollectiveIdentifierLimits(500));
        assertThat(limits.subject().enrollment()).as("applications").isEqualTo(new EnrollmentLimits(300));
        assertThat(limits.subject().certificate()).as("certificates").isEqualTo(new CertificateLimits(100));
    }

    @Test
    void call_aboveTheLimit_waitsAsLongAsKsefAsksFor() {
        testData.setRateLimits(others(new RateLimit(100, 1, 1200)));
        limits.context();
        time.advance(Duration.ofSeconds(20));
        Instant before = time.instant();

        limits.context();

        assertThat(contract.log().stream().filter(line -> line.startsWith(LOOK)))
                .as("refused once, then granted")
                .containsExactly(LOOK + 200, LOOK + 429, LOOK + 200);
        assertThat(Duration.between(before, time.instant()))
                .as("the rest of the minute")
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(simulator.rateLimits().refused())
                .as("by the simulator's count")
                .isOne();
    }

    @Test
    void call_aboveTheLimit_withoutTime_failsAtOnceAndTellsWhen() {
        testData.setRateLimits(others(new RateLimit(100, 300, 1)));
        limits.context();

        KsefRateLimitedException refused = catchThrowableOfType(
                KsefRateLimitedException.class,
                () -> company.within(Duration.ofMinutes(1)).open(LimitApi.class).context());

        assertThat(refused.notBefore()).as("in an hour").contains(time.instant().plus(Duration.ofHours(1)));
        assertThat(time.slept()).as("nobody waited for it in vain").isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void limits_aboveTenTimesProduction_areRefusedWithTheirBounds() {
        KsefApiException refused = catchThrowableOfType(
                KsefApiException.class, () -> testData.setRateLimits(others(new RateLimit(1, 1, 1201))));

        assertThat(refused).hasMessageContaining("must be between 1 and 1200. You entered 1201");
    }

    /** Limits for the operations without a group of their own, and ones that no test reaches for the others. */
    private static SetRateLimitsRequest others(RateLimit limit) {
        return SetRateLimitsRequest.of(ApiRateLimitsOverride.builder(new RateLimit(50, 100, 200))
                .other(limit)
                .build());
    }
}
