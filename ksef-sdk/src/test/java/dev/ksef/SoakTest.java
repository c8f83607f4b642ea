package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.RollingOnlineSession;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.simulator.FaultRule;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty thousand exchanges of many taxpayers and threads with production's limits, every twentieth spoilt: nobody who has
 * time is told of a limit, nothing is lost and nothing doubled.
 */
class SoakTest {

    private static final long SEED = Long.getLong("soak.seed", 20_261_127);
    private static final int TAXPAYERS = 20;
    private static final int ROUNDS = 7;
    private static final int INVOICES = 53;
    private static final int THREADS = 8;

    private final Instant begun = Instant.parse("2026-11-02T08:00:00Z");
    private final FakeTime time = FakeTime.at(begun);
    private final SoakClock clock = new SoakClock(time);
    private final SoakDoor door = new SoakDoor(clock);
    private final SoakEvents events = new SoakEvents();
    private final SoakLedger ledger = new SoakLedger();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .waiting(time::advance)
            .rateLimits(RateLimitProfile.PRODUCTION)
            .authenticationDelay(Duration.ofMillis(500))
            .processingDelay(Duration.ofSeconds(2))
            .availabilityDelay(Duration.ofSeconds(5))
            .faultSeed(SEED)
            .start();
    private final KsefClient client = KsefClient.builder()
            .environment(
                    KsefEnvironment.custom("soaked", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
            .credentials(context -> Credentials.ksefToken(tokens.get(context.value())))
            .time(clock)
            .timeout(SoakCaller.PATIENCE)
            .rateLimiter(door)
            .listener(door)
            .listener(events)
            .build();
    private final List<SoakCaller> callers = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    @Tag("slow")
    void soakWithFaults_losesAndDoublesNothing_andKeepsTheLimits() throws Exception {
        System.out.println("The soak's seed is " + SEED + " (-Dsoak.seed)");
        for (int i = 0; i < TAXPAYERS; i++) {
            String nip = String.format("52%08d", i);
            tokens.put(nip, simulator.addTaxpayer(nip));
            callers.add(new SoakCaller(nip, client, clock, ledger));
        }
        simulator.faults().addAll(SoakFaults.rules());

        work();

        Map<String, Long> met = simulator.faults().met();
        long calls = sum(simulator.faults().calls());
        System.out.println(calls + " calls, faults " + met);
        System.out.println("seen by callers: " + ledger.failures());
        ledger.examples().forEach((kind, example) -> System.out.println("  " + kind + ": " + example));
        System.out.println("told: " + events + ", asked again: " + door.turnedBack());
        System.out.println("fake time: " + Duration.between(begun, time.instant()) + ", " + simulator.rateLimits());
        long attempts = events.count(KsefEvent.Attempt.class);
        simulator.faults().clear();

        assertThat(calls).as("exchanges").isGreaterThan(20_000);
        assertThat(attempts).as("exchanges, as the client tells them").isEqualTo(calls);
        assertThat(met.keySet()).as("every fault was met").containsExactlyInAnyOrderElementsOf(rules());
        assertThat((double) sum(met) / calls).as("share of faults").isBetween(0.04, 0.06);
        assertThat(SoakFaults.visible())
                .as("what callers may see")
                .containsAll(ledger.failures().keySet());
        callers.forEach(this::auditInvoices);
        assertThat(simulator.rateLimits().refused())
                .as("calls above the limits")
                .isZero();
        assertThat(simulator.rateLimits().peaks())
                .as("fullest windows")
                .allSatisfy(peak -> assertThat(peak.calls()).isLessThanOrEqualTo(peak.limit()));
        assertThat(simulator.rateLimits().peaks())
                .as(
                        "the busy one's windows were full, but for calls that were spoilt on the way, or nothing would be shown")
                .filteredOn(peak -> peak.group().equals("invoiceSend"))
                .allMatch(peak -> peak.calls() > 0.9 * peak.limit())
                .hasSize(3);
        assertThat(events.open()).as("calls that did not end").isEmpty();
        assertThat(events.count(KsefEvent.CallEnded.class)).isEqualTo(events.count(KsefEvent.CallBegan.class));
        assertThat(events.attemptsOfCalls()).as("attempts").isEqualTo(events.attempts());
    }

    /**
     * Some taxpayers keep their sessions open for days and send from several threads, others open one for each round. The
     * first is busier than KSeF allows.
     */
    private void work() throws Exception {
        Map<SoakCaller, RollingOnlineSession> kept = new ConcurrentHashMap<>();
        for (int i = 0; i < TAXPAYERS; i += 2) {
            kept.put(callers.get(i), callers.get(i).open());
        }
        List<Runnable> rounds = new ArrayList<>();
        for (SoakCaller caller : callers.subList(1, TAXPAYERS)) {
            rounds.addAll(rounds(caller, kept.get(caller)));
        }
        Collections.shuffle(rounds, new Random(SEED));
        rounds.addAll(0, rounds(callers.get(0), kept.get(callers.get(0))));
        inThreads(rounds);
        inThreads(kept.entrySet().stream()
                .<Runnable>map(entry -> () -> entry.getKey().close(entry.getValue()))
                .toList());
    }

    private static List<Runnable> rounds(SoakCaller caller, @Nullable RollingOnlineSession sessions) {
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(round -> "FV/" + round)
                .<Runnable>map(name -> sessions == null
                        ? () -> caller.round(name, INVOICES)
                        : () -> caller.round(name, INVOICES, sessions))
                .toList();
    }

    private void inThreads(List<Runnable> acts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            acts.forEach(act -> done.add(threads.submit(() -> clock.accompany(act))));
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** As KSeF has them, read without faults: each invoice once, under the number that its sender was told. */
    private void auditInvoices(SoakCaller caller) {
        Map<String, KsefNumber> told = ledger.accepted(caller.nip());
        assertThat(told).as("told to the sender").hasSize(ROUNDS * INVOICES);
        Map<String, KsefNumber> stored = new TreeMap<>();
        PageRequest page = PageRequest.FIRST;
        for (boolean more = true; more; page = page.next()) {
            InvoiceMetadataPage found = caller.view()
                    .invoices()
                    .list(InvoiceQuery.asSeller().byInvoicingDate().from(begun).build(), page);
            for (InvoiceMetadata invoice : found.invoices()) {
                assertThat(stored.put(invoice.invoiceNumber(), invoice.ksefNumber()))
                        .as("another " + invoice)
                        .isNull();
            }
            more = found.hasMore();
        }
        assertThat(stored).as("stored by KSeF").isEqualTo(told);
        assertThat(sentFiles(caller))
                .as("files that KSeF took up, repetitions and duplicates included")
                .hasSize(told.size())
                .allMatch(sent -> sent.status().isSuccess());
    }

    private static List<SessionInvoice> sentFiles(SoakCaller caller) {
        return caller.view().sessions().stream(SessionFilter.of(SessionType.ONLINE))
                .filter(session -> session.totalInvoiceCount() != null && session.totalInvoiceCount() > 0)
                .flatMap(session -> caller.view()
                        .sessions()
                        .resumeOnline(session.referenceNumber(), SoakCaller.NO_KEY)
                        .invoices())
                .toList();
    }

    private static List<String> rules() {
        return SoakFaults.rules().stream().map(FaultRule::toString).toList();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
