package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.model.KsefEnvironment;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Makes one {@link KsefClient} for the application, when somebody asks for it. Properties that are wrong end the start at once;
 * those that are missing end it when the client is made.
 *
 * <p>Of the beans that the client uses none is asked for by a condition: they are looked up when it is made, and so are those of
 * other auto-configurations, whose names differ between the versions of Boot.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KsefProperties.class)
class KsefAutoConfiguration {

    private final KsefProperties properties;

    KsefAutoConfiguration(KsefProperties properties, Environment environment) {
        PropertyCheck.check(properties, environment);
        this.properties = properties;
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    KsefEnvironment ksefEnvironment() {
        return PropertyCheck.environmentOf(properties);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean({CredentialsProvider.class, Credentials.class})
    ConfiguredCredentials ksefCredentials(ObjectProvider<SslBundles> bundles) {
        return ConfiguredCredentials.of(properties, new SignInMeansReader(bundles::getIfAvailable));
    }

    /** Is closed after all that runs in phases, so also after the requests that the web server still answers. */
    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    KsefClient ksefClient(Environment environment, BeanFactory beans) {
        return new ClientAssembly(properties, environment, beans).client();
    }
}
