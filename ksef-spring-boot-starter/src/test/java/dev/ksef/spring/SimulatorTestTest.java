package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.spring.test.KsefSimulatorTest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/** An application's own test, with the simulator in place of KSeF. */
@SpringBootTest(
        classes = SimulatorTestTest.Application.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "ksef.environment=production")
@KsefSimulatorTest(nip = "5265877635")
class SimulatorTestTest {

    @Autowired
    private KsefSimulator simulator;

    @Autowired
    private KsefClient client;

    @RepeatedTest(2)
    void eachTest_findsTheSimulatorAsNew_andTheClientSignsInAgain() {
        assertThat(client).hasToString("KSeF client for simulator");
        assertThat(simulator.nip()).isEqualTo("5265877635");
        assertThat(client.forNip("5265877635").open(LimitApi.class).context()).isNotNull();
        assertThat(numbers()).isEmpty();
        Instant now = Instant.now();
        simulator.invoices().store(1, simulator.nip(), "1111111111", now.minusSeconds(7200), now.minusSeconds(3600));
        assertThat(numbers()).hasSize(1);
    }

    @Nested
    class Inner {

        @Test
        void testAroundIt_sharesItsSimulator(@Autowired ApplicationContext context) {
            assertThat(context.getBean(KsefSimulator.class)).isSameAs(simulator);
        }
    }

    private List<KsefNumber> numbers() {
        InvoiceQuery query = InvoiceQuery.asSeller()
                .byPermanentStorageDate()
                .from(OffsetDateTime.now(ZoneOffset.UTC).minusDays(1))
                .build();
        try (Stream<InvoiceMetadata> found = client.forNip(simulator.nip()).invoices().stream(query)) {
            return found.map(InvoiceMetadata::ksefNumber).toList();
        }
    }

    @EnableAutoConfiguration
    static class Application {}
}
