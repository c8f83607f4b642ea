package dev.ksef.simulator;

import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.identifier.NipNumbers;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * One simulator for all tests of a class, since its keys take long to make; each test has a taxpayer of its own. Every
 * exchange is held against the official OpenAPI file.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class SimulatorTest {

    /** A Monday afternoon in winter: Polish time is an hour ahead. */
    protected final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");

    private final SpecificationObserver specification = new SpecificationObserver();
    private KsefSimulator simulator;

    /** Changes what this class needs otherwise. */
    protected void configure(SimulatorBuilder settings) {}

    @BeforeAll
    void start() {
        SimulatorBuilder settings = KsefSimulator.builder().clock(clock).observer(specification);
        configure(settings);
        simulator = settings.start();
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    protected KsefSimulator simulator() {
        return simulator;
    }

    protected RawClient client() {
        return new RawClient(simulator.baseUri());
    }

    protected TaxpayerClient taxpayer() {
        return taxpayer(NipNumbers.random(new SecureRandom()));
    }

    protected TaxpayerClient taxpayer(String nip) {
        return new TaxpayerClient(client(), nip, simulator.addTaxpayer(nip));
    }
}
