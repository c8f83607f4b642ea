package dev.ksef.simulator;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a {@link KsefSimulator} as a parameter. Registered for a class, with {@code @ExtendWith} or as a
 * static field with {@code @RegisterExtension}, one serves all its tests; registered as a field of the instance, each
 * test has its own. JUnit closes it.
 */
public final class SimulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private final SimulatorBuilder settings;

    /** An extension whose simulators have all defaults. */
    public SimulatorExtension() {
        this(KsefSimulator.builder());
    }

    /** An extension that starts its simulators with these settings. */
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

    /** What JUnit before 5.13 closes: it leaves other closeable values alone. */
    private record Running(KsefSimulator simulator) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            simulator.close();
        }
    }
}
