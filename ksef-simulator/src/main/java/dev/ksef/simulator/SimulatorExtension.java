package dev.ksef.simulator;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives JUnit tests a {@link KsefSimulator} as a parameter. If it is registered for a class, with {@code @ExtendWith} or as a
 * static field with {@code @RegisterExtension}, one simulator serves all its tests, and is like a new one for each of them:
 * it is {@linkplain KsefSimulator#reset() reset} before their {@code @BeforeEach} methods. If it is registered as a field of
 * the instance, each test has a simulator of its own. JUnit closes it.
 *
 * <p>Classes may run at the same time, since each has its own simulator. Tests of one class that run at the same time must
 * not share one that is reset: the extension refuses that. Register it as a field of the instance for them, or {@link
 * #withoutReset()} if each test keeps to a taxpayer of its own.
 */
public final class SimulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final SimulatorBuilder settings;
    private final boolean resetting;

    /** Makes an extension that starts simulators with all defaults. */
    public SimulatorExtension() {
        this(KsefSimulator.builder());
    }

    /** Makes an extension that starts simulators with these settings. */
    public SimulatorExtension(SimulatorBuilder settings) {
        this(settings, true);
    }

    private SimulatorExtension(SimulatorBuilder settings, boolean resetting) {
        this.settings = settings;
        this.resetting = resetting;
    }

    /**
     * An extension with the same settings that never resets a simulator: what a test of a class or a {@code @BeforeAll} method
     * did is there for all tests after it.
     */
    public SimulatorExtension withoutReset() {
        return new SimulatorExtension(settings, false);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        simulator(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean shared = context.getParent()
                .filter(around -> store(around).get(KsefSimulator.class) != null)
                .isPresent();
        if (shared && resetting) {
            requireOneAtATime(context);
            simulator(context).reset();
        } else {
            simulator(context);
        }
    }

    private static void requireOneAtATime(ExtensionContext context) {
        boolean parallel = context.getConfigurationParameter(PARALLEL)
                .filter(Boolean::parseBoolean)
                .isPresent();
        if (parallel && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new ExtensionConfigurationException(
                    "Tests that run at the same time cannot share a KsefSimulator that is"
                            + " reset for each of them. Register SimulatorExtension as a field of the instance, so that each test"
                            + " has its own; or withoutReset(); or run them with @Execution(SAME_THREAD)");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KsefSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator(context);
    }

    private Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(this));
    }

    /** The simulator of this context or of one around it. */
    private KsefSimulator simulator(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(KsefSimulator.class, type -> new Running(settings.start()), Running.class)
                .simulator();
    }

    /** Closes the simulator. JUnit before 5.13 closes values of this type only. */
    private record Running(KsefSimulator simulator) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            simulator.close();
        }
    }
}
