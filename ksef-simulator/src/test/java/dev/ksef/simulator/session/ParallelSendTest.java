package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelSendTest extends SimulatorTest {

    private static final int THREADS = 8;
    private static final int INVOICES = 200;

    @Test
    void invoices_sentFromManyThreads_eachHaveANumberOfTheirOwn() throws Exception {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();

        List<JsonNode> statuses =
                inParallel(() -> session.sendAndLook(TestInvoice.of(taxpayer).xml()));

        Set<String> numbers = new HashSet<>();
        List<Integer> ordinals = new ArrayList<>();
        statuses.forEach(status -> {
            numbers.add(status.path("ksefNumber").asString(""));
            ordinals.add(status.path("ordinalNumber").intValue());
        });
        assertThat(numbers).as("distinct KSeF numbers").hasSize(INVOICES).doesNotContain("");
        assertThat(ordinals)
                .as("every place once")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, INVOICES).boxed().toList());
    }

    @Test
    void invoice_sentFromManyThreads_isTakenOnce() throws Exception {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();
        List<ClientSession> sessions = List.of(taxpayer.open(), taxpayer.open(), taxpayer.open());
        AtomicInteger turn = new AtomicInteger();

        List<JsonNode> statuses = inParallel(
                () -> sessions.get(turn.getAndIncrement() % sessions.size()).sendAndLook(xml));

        assertThat(statuses.stream().filter(status -> status.has("ksefNumber")))
                .as("one is taken, whichever came first")
                .hasSize(1);
        assertThat(statuses.stream()
                        .filter(status -> status.path("status").path("code").intValue() == 440))
                .as("all others are duplicates")
                .hasSize(INVOICES - 1);
    }

    private static List<JsonNode> inParallel(Callable<JsonNode> act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<JsonNode> results = new ArrayList<>();
            for (Future<JsonNode> future : threads.invokeAll(java.util.Collections.nCopies(INVOICES, act))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
