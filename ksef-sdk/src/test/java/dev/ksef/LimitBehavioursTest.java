package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.testkit.limit.MemoryCallLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the client keeps within the limits of production, by the simulator's own count. */
class LimitBehavioursTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int MANY = 2_000;
    private static final String LOOK = "GET /v2/limits/context ";

    @Override
    SimulatorBuilder settings() {
        return super.settings().rateLimits(RateLimitProfile.PRODUCTION);
    }

    @Test
    void limitsOfTheDocuments_areThoseThatKsefTells() {
        RateLimits limits = company.rateLimits();
        company.limits().subject();
        Map<RateLimitGroup, Instant> before = foretold(limits);

        limits.refresh();

        assertThat(foretold(limits)).isEqualTo(before);
        assertThat(before)
                .as("none is unlimited")
                .allSatisfy((group, instant) -> assertThat(instant).isAfter(time.instant()));
    }

    @Test
    void waitingForInvoices_eachByItself_sharesOneQuota_andNeverExceedsIt() {
        List<SentInvoice> sent = new ArrayList<>();
        try (OnlineSession session = company.within(PATIENCE).sessions().openOnline(FormCode.FA_3)) {
            for (int i = 1; i <= 30; i++) {
                sent.add(session.send(invoice("FV/" + i)));
                sent.get(i - 1).await(PATIENCE);
            }
            long looks = looks(session, "/invoices/");
            assertThat(looks).as("several for each invoice").isBetween(60L, 180L);
        }
        assertThat(simulator.rateLimits().refused()).isZero();
    }

    @Test
    void waitingForASession_costsTheSameHoweverManyInvoicesItHas() {
        OnlineSession session = company.within(PATIENCE).sessions().openOnline(FormCode.FA_3);
        for (int i = 1; i <= 30; i++) {
            session.send(invoice("FV/" + i));
        }
        session.close();

        assertThat(session.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(30);

        assertThat(looks(session, "/invoices/")).as("of single invoices").isZero();
        assertThat(looks(session, "")).as("of the session").isLessThan(10);
        assertThat(simulator.rateLimits().refused()).isZero();
    }

    @Test
    void clientsThatShareALimiter_keepTheLimitsTogether() {
        var limiter = SlidingRateLimiter.of(time);
        try (KsefClient one = sharing(limiter);
                KsefClient other = sharing(limiter)) {
            for (int i = 1; i <= 40; i++) {
                KsefClient turn = i % 2 == 0 ? one : other;
                turn.forNip(simulator.nip()).within(PATIENCE).limits().context();
            }
        }
        assertThat(simulator.rateLimits().refused())
                .as("by KSeF, which takes 30 a minute")
                .isZero();
    }

    @Test
    void clientsOfSeveralNodes_whoseLimitersShareALedger_keepTheLimitsTogether() {
        var ledger = MemoryCallLedger.of(time);
        try (KsefClient one = sharing(SlidingRateLimiter.of(time).sharedThrough(ledger));
                KsefClient other = sharing(SlidingRateLimiter.of(time).sharedThrough(ledger))) {
            for (int i = 1; i <= 40; i++) {
                KsefClient turn = i % 2 == 0 ? one : other;
                turn.forNip(simulator.nip()).within(PATIENCE).limits().context();
            }
        }
        assertThat(simulator.rateLimits().refused())
                .as("by KSeF, which takes 30 a minute")
                .isZero();
    }

    @Test
    void clientThatComesAfterARestart_withTheSavedState_doesNotCallIntoTheBlock() {
        var limiter = SlidingRateLimiter.of(time);
        String saved;
        try (KsefClient first = sharing(limiter)) {
            simulator.faults().add("GET /limits/context#1=429:3000");
            assertThatThrownBy(() -> look(first)).isInstanceOf(KsefRateLimitedException.class);
            saved = limiter.save();
        }
        var next = SlidingRateLimiter.of(time);
        next.restore(saved);

        try (KsefClient second = sharing(next)) {
            var heldBack = catchThrowableOfType(KsefRateLimitedException.class, () -> look(second));

            assertThat(heldBack.isHeldBack()).as("here, not by KSeF").isTrue();
            assertThat(heldBack.notBefore().orElseThrow())
                    .isAfter(time.instant().plusSeconds(2900));
            second.forNip(simulator.nip()).limits().subject();
        }
        assertThat(contract.log()).noneMatch(line -> line.startsWith(LOOK));
    }

    private void look(KsefClient client) {
        client.forNip(simulator.nip()).limits().context();
    }

    private KsefClient sharing(SlidingRateLimiter limiter) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .listener(events)
                .rateLimiter(limiter)
                .build();
    }

    private static Map<RateLimitGroup, Instant> foretold(RateLimits limits) {
        Map<RateLimitGroup, Instant> foretold = new EnumMap<>(RateLimitGroup.class);
        for (RateLimitGroup group : RateLimitGroup.values()) {
            foretold.put(
                    group,
                    group == RateLimitGroup.OTHER
                            ? limits.whenFor("GET /limits/subject", MANY)
                            : limits.whenFor(group, MANY));
        }
        return foretold;
    }

    private long looks(OnlineSession session, String below) {
        String path = "GET /v2/sessions/" + session.referenceNumber() + below;
        return contract.log().stream()
                .filter(line -> below.isEmpty() ? line.startsWith(path + " ") : line.startsWith(path))
                .count();
    }
}
