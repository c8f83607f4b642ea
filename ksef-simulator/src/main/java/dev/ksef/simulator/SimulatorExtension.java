package dev.ksef.simulator;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a {@link KsefSimulator} as a parameter. If it is registered for a class, with {@code @ExtendWith} or as a
 * static field with {@code @RegisterExtension}, one simulator serves all its tests. If it is registered as a field of
 * the instance, each test has a simulator of its own. JUnit closes it.
 */
public final class SimulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private final SimulatorBuilder settings;

    /** Makes an extension that starts simulators with all defaults. */
    public SimulatorExtension() {
        this(KsefSimulator.builder());
    }

    /** Makes an extension that starts simulators with these settings. */
    public SimulatorExtension(SimulatorBuilder settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        simulator(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KsefSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator(context);
    }

    /** The simulator of this context or of one around it. */
    private KsefSimulator simulator(ExtensionContext context) {
        return context.getStore(Namespace.create(this))
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
