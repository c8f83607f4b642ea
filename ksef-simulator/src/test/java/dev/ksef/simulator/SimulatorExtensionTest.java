package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TestInvoice;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ExecutionMode;

class SimulatorExtensionTest {

    private static final String XML = new TestInvoice("5265877635", "A/1", "2026-11-23", "VAT", "", "").xml();

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
    @ExtendWith(SimulatorExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class SharedByAClass {

        private static final AtomicReference<String> TOKEN = new AtomicReference<>("");
        private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

        @BeforeEach
        void fill(KsefSimulator simulator) {
            simulator.invoices().store(XML, TIME);
        }

        @RepeatedTest(2)
        void test_likeAnyOther_findsANewSimulatorThatItsOwnMethodFilled(KsefSimulator simulator) {
            assertThatIllegalArgumentException()
                    .as("the invoice of the method before each test is there, once")
                    .isThrownBy(() -> simulator.invoices().store(XML, TIME))
                    .withMessageContaining("440");
            assertThat(simulator.faults().rules())
                    .as("no trouble of the test before")
                    .isEmpty();
            assertThat(TOKEN.getAndSet(simulator.token()))
                    .as("but the same taxpayer")
                    .isIn("", simulator.token());
            simulator.faults().add("POST /auth/challenge=503");
        }
    }

    /** A context as JUnit gives it for a test that runs beside others of its class, where a simulator is shared. */
    private static ExtensionContext concurrentTest(ExtensionContext around, boolean parallel) {
        return (ExtensionContext) Proxy.newProxyInstance(
                ExtensionContext.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getParent" -> Optional.of(around);
                    case "getStore" -> around.getStore((ExtensionContext.Namespace) arguments[0]);
                    case "getExecutionMode" -> ExecutionMode.CONCURRENT;
                    case "getConfigurationParameter" -> Optional.of(Boolean.toString(parallel));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Nested
    class AtTheSameTime {

        private final AtomicReference<ExtensionContext> around = new AtomicReference<>();

        @RegisterExtension
        private final BeforeEachCallback keeper = around::set;

        @Test
        void testsThatShareASimulator_areRefused_unlessItIsNotReset() {
            SimulatorExtension extension = new SimulatorExtension();
            extension.beforeAll(around.get());

            assertThatThrownBy(() -> extension.beforeEach(concurrentTest(around.get(), true)))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContainingAll("field of the instance", "withoutReset()");
            assertThatCode(() -> extension.beforeEach(concurrentTest(around.get(), false)))
                    .as("nothing runs in parallel")
                    .doesNotThrowAnyException();
            SimulatorExtension keeping = extension.withoutReset();
            keeping.beforeAll(around.get());
            assertThatCode(() -> keeping.beforeEach(concurrentTest(around.get(), true)))
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class WithoutReset {

        @RegisterExtension
        static final SimulatorExtension EXTENSION = new SimulatorExtension().withoutReset();

        @Test
        @Order(1)
        void firstTest_leavesSomething(KsefSimulator simulator) {
            simulator.faults().add("POST /auth/challenge=503");
            assertThat(simulator.faults().rules()).hasSize(1);
        }

        @Test
        @Order(2)
        void nextTest_findsIt(KsefSimulator simulator) {
            assertThat(simulator.faults().rules()).hasSize(1);
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
