package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {

    private final SpecificationObserver specification = new SpecificationObserver();

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    @Nested
    @ExtendWith(SimulatorExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class OnAClass {

        private static final AtomicReference<KsefSimulator> SEEN = new AtomicReference<>();

        @Test
        @Order(1)
        void parameter_ofTheFirstTest_isARunningSimulator(KsefSimulator simulator) {
            SEEN.set(simulator);

            assertThat(new RawClient(simulator.baseUri(), specification)
                            .post("/auth/challenge", "")
                            .status())
                    .as("it serves")
                    .isEqualTo(200);
        }

        @Test
        @Order(2)
        void parameter_ofTheNextTest_isTheSame(KsefSimulator simulator) {
            assertThat(simulator).as("one for the class").isSameAs(SEEN.get());
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class OnAnInstance {

        private static final AtomicReference<KsefSimulator> SEEN = new AtomicReference<>();

        @RegisterExtension
        private final SimulatorExtension extension =
                new SimulatorExtension(KsefSimulator.builder().nip("5265877635"));

        @Test
        @Order(1)
        void parameter_ofTheFirstTest_hasTheSettings(KsefSimulator simulator) {
            SEEN.set(simulator);

            assertThat(extension).as("registered").isNotNull();
            assertThat(simulator.nip()).as("as the builder was told").isEqualTo("5265877635");
        }

        @Test
        @Order(2)
        void parameter_ofTheNextTest_isAnotherAndTheFirstIsClosed(KsefSimulator simulator) {
            assertThat(simulator).as("one for each test").isNotSameAs(SEEN.get());
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> new RawClient(SEEN.get().baseUri(), specification).post("/auth/challenge", "")))
                    .as("JUnit closed the first")
                    .isInstanceOf(java.io.UncheckedIOException.class);
        }
    }
}
