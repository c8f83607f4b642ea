package dev.ksef.spring;

import dev.ksef.simulator.KsefSimulator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications with the starter. */
final class TestClient {

    private TestClient() {}

    /** One that names nothing. */
    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KsefAutoConfiguration.class, SslAutoConfiguration.class));
    }

    /** One that signs in to TEST by a token that nobody gave. */
    static ApplicationContextRunner usual() {
        return bare().withPropertyValues("ksef.environment=test", "ksef.credentials.token=made-up-token-of-a-test");
    }

    /** One that signs in to a simulator by its token. */
    static ApplicationContextRunner on(KsefSimulator simulator) {
        return bare().withPropertyValues(
                        "ksef.environment=custom",
                        "ksef.custom.api-base=" + simulator.baseUri(),
                        "ksef.custom.qr-base=" + simulator.qrBaseUri(),
                        "ksef.contexts[0].nip=" + simulator.nip(),
                        "ksef.credentials.token=" + simulator.token());
    }
}
