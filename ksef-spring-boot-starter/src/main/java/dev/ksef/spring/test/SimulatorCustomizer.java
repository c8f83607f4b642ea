package dev.ksef.spring.test;

import dev.ksef.simulator.KsefSimulator;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the simulator of a context. Contexts whose tests want the same are shared, so this is equal to others of its settings.
 *
 * @param nip empty for a random one
 */
record SimulatorCustomizer(String nip) implements ContextCustomizer {

    private static final String BEAN = "ksefSimulator";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var settings = KsefSimulator.builder();
        KsefSimulator simulator = (nip.isEmpty() ? settings : settings.nip(nip)).start();
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, simulator);
        // Registered before all others, it is closed after them: the client may still sign out.
        beans.registerDisposableBean(BEAN, simulator::close);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(BEAN, properties(simulator)));
    }

    private static Map<String, Object> properties(KsefSimulator simulator) {
        return Map.of(
                "ksef.environment", "custom",
                "ksef.custom.name", "simulator",
                "ksef.custom.api-base", simulator.baseUri().toString(),
                "ksef.custom.qr-base", simulator.qrBaseUri().toString(),
                "ksef.contexts[0].nip", simulator.nip(),
                "ksef.credentials.token", simulator.token());
    }
}
