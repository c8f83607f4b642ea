package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.time.Time;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Shows KSeF in Actuator. Health stands in other packages since Boot 4, so that there are two of it, of which one fits. */
@AutoConfiguration(after = KsefAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SanitizingFunction")
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefActuatorAutoConfiguration {

    private static final System.Logger LOG = System.getLogger("dev.ksef.spring");

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.actuate.info.InfoContributor",
                "org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor"
            })
    static class Endpoints {

        /** Secrets stay hidden also where an application shows all other values. */
        @Bean
        SanitizingFunction ksefSecrets() {
            return SecretNames::hidden;
        }

        @Bean
        @ConditionalOnEnabledInfoContributor("ksef")
        InfoContributor ksefInfoContributor(KsefProperties properties) {
            return info -> info.withDetail("ksef", ClientInfo.of(properties));
        }
    }

    /** What both kinds of health ask. */
    @Configuration(proxyBeanMethods = false)
    static class Pulse {

        @Bean
        KsefPulse ksefPulse(
                KsefProperties properties,
                ObjectProvider<Time> time,
                ObjectProvider<KsefClient> client,
                Environment environment) {
            Executor background = BackgroundWork.executor(environment);
            KsefProperties.Health health = properties.health();
            return new KsefPulse(
                    time.getIfAvailable(Time::system),
                    health.validFor(),
                    health.askEvery(),
                    () -> background.execute(() -> ask(client)));
        }

        /** A call that needs no sign-in. How it ended is told to the pulse, as of every call. */
        private static void ask(ObjectProvider<KsefClient> client) {
            try {
                client.getObject().open(PublicKeyApi.class).certificates();
            } catch (RuntimeException failed) {
                LOG.log(Level.DEBUG, "Health could not ask KSeF: {0}", failed.getMessage());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator")
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("ksef")
    static class HealthOfBoot3 {

        @Bean
        org.springframework.boot.actuate.health.HealthIndicator ksefHealthIndicator(KsefPulse pulse) {
            return () -> org.springframework.boot.actuate.health.Health.status(
                            pulse.state().name())
                    .withDetails(pulse.details())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator")
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("ksef")
    static class HealthOfBoot4 {

        @Bean
        org.springframework.boot.health.contributor.HealthIndicator ksefHealthIndicator(KsefPulse pulse) {
            return () -> org.springframework.boot.health.contributor.Health.status(
                            pulse.state().name())
                    .withDetails(pulse.details())
                    .build();
        }
    }

    /** What the info endpoint shows of the client: how it is set up, and no taxpayer, for the endpoint may be public. */
    static final class ClientInfo {

        private ClientInfo() {}

        static Map<String, Object> of(KsefProperties properties) {
            Map<String, Object> info = new LinkedHashMap<>();
            KsefProperties.EnvironmentName environment = properties.environment();
            info.put("environment", environment == null ? "none" : environment.name());
            info.put("contexts", properties.contexts().size());
            CredentialsProperties credentials = properties.credentials();
            if (credentials != null && !credentials.means().isEmpty()) {
                info.put("signIn", credentials.means().get(0));
            }
            return info;
        }
    }
}
