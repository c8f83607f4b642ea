package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.examples.OfficialContract;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.testkit.time.FakeTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets on limits, run against a KSeF with the limits of production. */
class LimitSnippetsTest {

    private static final LimitedCall SEND =
            new LimitedCall("TEST", Nip.of("5265877635"), RateLimitGroup.INVOICE_SEND, "POST /send");

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .rateLimits(RateLimitProfile.PRODUCTION)
            .start();
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time);
    private final KsefClient ksef = Limits.sharing(settings(), limiter).build();
    private final KsefContextClient company = ksef.forNip(simulator.nip());

    private KsefClient.Builder settings() {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time);
    }

    @AfterEach
    void stop() {
        ksef.close();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void moreInvoicesThanAMinuteTakes_goWithoutARefusal() {
        OnlineSession session = Limits.sendAll(
                company, IntStream.rangeClosed(1, 40).mapToObj(this::invoice).toList());
        assertThat(session.status().successfulInvoiceCount()).isEqualTo(40);
        assertThat(simulator.rateLimits().refused()).isZero();
        assertThat(time.slept()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    @Test
    void invoiceThatHasNoTime_isSentAgainWhenItIsSaid() {
        OnlineSession session =
                company.within(Duration.ofSeconds(10)).sessions().openOnline(FormCode.FA_3);
        simulator.faults().add("POST /sessions/online/{referenceNumber}/invoices#1=429:600");
        List<Instant> again = new ArrayList<>();
        Limits.sendSoon(session, invoice(1), again::add);
        assertThat(again).containsExactly(time.instant().plusSeconds(600));
        time.advance(Duration.ofSeconds(600));
        Limits.sendSoon(session, invoice(1), again::add);
        session.close();
        assertThat(again).hasSize(1);
    }

    @Test
    void fewInvoices_goOneByOne_andManyAsABatch() {
        Instant endOfDay = time.instant().plus(Duration.ofHours(6));
        assertThat(Limits.goesAsBatch(company, 140, endOfDay)).isFalse();
        assertThat(Limits.goesAsBatch(company, 1_400, endOfDay)).isTrue();
    }

    @Test
    void block_isKeptForTheNextProcess(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("limits");
        SlidingRateLimiter first = Limits.recalled(file);
        Instant over = Instant.now().plusSeconds(600);
        first.penalise(SEND, over.toEpochMilli());
        Limits.keep(first, file);
        assertThat(Files.readString(file)).isNotEmpty();
        assertThat(Limits.recalled(file).whenFor(SEND, 1))
                .as("two clocks of one machine, read one after the other")
                .isCloseTo(over, within(1, ChronoUnit.SECONDS));
    }

    private byte[] invoice(int number) {
        return SampleInvoice.xml(
                Nip.of(simulator.nip()),
                "FV/" + number,
                LocalDate.ofInstant(time.instant(), ZoneId.of("Europe/Warsaw")),
                time.instant());
    }
}
