package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Which property is wrong is told at the start, and never with a secret. */
class PropertiesTest {

    private static final String SECRET = "hunter2-of-this-test";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        ksef.environment=custom                    | ksef.custom.api-base is missing
        ksef.timeout=0s                            | ksef.timeout is PT0S. Set it to a time from PT0.001S to PT24H
        ksef.http.connect-timeout=2d               | ksef.http.connect-timeout is PT48H
        ksef.http.read-timeout=-1s                 | ksef.http.read-timeout is PT-1S
        ksef.http.attempts=0                       | ksef.http.attempts is 0
        ksef.polling.first=1m                      | ksef.polling.first is longer than ksef.polling.longest
        ksef.contexts[0].nip=123                   | ksef.contexts[0].nip is wrong
        ksef.contexts[0].credentials.token=t       | ksef.contexts[0] has no identifier
        ksef.credentials.pem.key=k                 | ksef.credentials.pem.certificate is missing
        ksef.credentials.pem.certificate=c         | ksef.credentials.pem.key is missing
        ksef.credentials.pkcs12.file=f             | ksef.credentials.pkcs12.password is missing
        ksef.credentials.pkcs12.password=p         | ksef.credentials.pkcs12.file is missing
        ksef.credentials.pkcs11.pin=1              | ksef.credentials.pkcs11.library is missing
        ksef.credentials.token=                    | ksef.credentials.token is wrong: The KSeF token is empty
        """)
    void wrongProperty_endsTheStartAndIsNamed(String property, String message) {
        TestClient.bare()
                .withPropertyValues(property)
                .run(context ->
                        assertThat(failureOf(context.getStartupFailure())).hasMessageContaining(message));
    }

    /** Conditions read what is written, and the properties what is meant: both must be the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ksef.sync.enabled=on             | ksef.sync.enabled is written as on
        ksef.submissions.reconcile=yes   | ksef.submissions.reconcile is written as yes
        ksef.enabled=off                 | ksef.enabled is written as off
        ksef.metering.meters=0           | ksef.metering.meters is written as 0
        ksef.stores.tokens=caf-feine     | ksef.stores.tokens is written as caf-feine
        ksef.stores.sync-states=f.i.l.e  | ksef.stores.sync-states is written as f.i.l.e
        ksef.limits.counting=re_dis      | ksef.limits.counting is written as re_dis
        """)
    void propertyThatIsWrittenInAnotherWay_isNotPassedOver(String property, String message) {
        TestClient.bare()
                .withPropertyValues(property)
                .run(context ->
                        assertThat(failureOf(context.getStartupFailure())).hasMessageContaining(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ksef.environment=", "ksef.timeout=", "ksef.stores.tokens=", "ksef.contexts=",
                "ksef.sync.subjects=", "ksef.health.ask-every=", "ksef.stores.tokens=MEMORY",
                        "ksef.metering.meters=FALSE"
            })
    void blankProperty_isAsIfItWereNotThere(String property) {
        TestClient.bare()
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void environmentThatNobodyKnows_isToldWithThePropertyAndTheValue() {
        TestClient.bare()
                .withPropertyValues("ksef.environment=prod")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("ksef.environment")
                        .hasStackTraceContaining("prod")
                        .hasStackTraceContaining("EnvironmentName"));
    }

    @Test
    void contextThatIsNamedTwice_orInTwoWays_isRefused() {
        TestClient.bare()
                .withPropertyValues("ksef.contexts[0].nip=5265877635", "ksef.contexts[1].nip=5265877635")
                .run(context -> assertThat(failureOf(context.getStartupFailure()))
                        .hasMessageContaining("ksef.contexts[1] is named twice"));
        TestClient.bare()
                .withPropertyValues("ksef.contexts[0].nip=5265877635", "ksef.contexts[0].peppol-id=PPL123456")
                .run(context -> assertThat(failureOf(context.getStartupFailure()))
                        .hasMessageContaining("ksef.contexts[0] has several identifiers"));
    }

    @Test
    void severalMeansToSignIn_areRefused() {
        TestClient.bare()
                .withPropertyValues("ksef.credentials.token=" + SECRET, "ksef.credentials.ssl-bundle=web")
                .run(context -> assertThat(failureOf(context.getStartupFailure()))
                        .hasMessageContaining("ksef.credentials names several means to sign in: token, ssl-bundle"));
    }

    @Test
    void severalSlots_areRefused() {
        TestClient.bare()
                .withPropertyValues(
                        "ksef.credentials.pkcs11.library=l",
                        "ksef.credentials.pkcs11.slot=1",
                        "ksef.credentials.pkcs11.token-label=card")
                .run(context -> assertThat(failureOf(context.getStartupFailure()))
                        .hasMessageContaining("ksef.credentials.pkcs11 chooses its slot several times"));
    }

    @Test
    void whatIsMissing_isToldWhenTheClientIsMade() {
        TestClient.bare().run(context -> {
            assertThat(failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                    .hasMessage("ksef.environment is missing. Set it to test, demo, production or custom.");
        });
        TestClient.bare()
                .withPropertyValues("ksef.environment=test")
                .run(context -> assertThat(failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessageStartingWith("ksef.credentials is missing. Set ksef.credentials.token, "));
    }

    @ParameterizedTest
    @CsvSource({"012345", "123456", "no", "1.50", "99999999999999999999999", "5000000000"})
    void pinThatYamlRewrites_isComplainedAbout(String written, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("application.yaml"), """
            ksef:
              credentials:
                pkcs11:
                  library: /no/such/library.so
                  pin: %s
            """.formatted(written));
        var failure = failureOf(catchThrowable(
                () -> start("--spring.config.location=" + folder + "/").close()));
        assertThat(failure)
                .hasMessageStartingWith("ksef.credentials.pkcs11.pin was read as a number or a truth value")
                .hasMessageEndingWith("Put the value in quotes.");
    }

    @Test
    void pinInQuotes_isTakenAsWritten(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("application.yaml"), """
            ksef:
              credentials:
                pkcs11: { library: /no/such/library.so, pin: "012345" }
            """);
        try (var context = start("--spring.config.location=" + folder + "/")) {
            assertThat(context.getBean(KsefProperties.class)
                            .credentials()
                            .pkcs11()
                            .pin()
                            .reveal())
                    .isEqualTo("012345");
        }
    }

    @Test
    void tokenInAFileOfAMountedFolder_isTakenWithoutItsLineEnd(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ksef.credentials.token"), SECRET + "\n");
        try (var context = start("--spring.config.import=configtree:" + folder + "/")) {
            assertThat(context.getBean(KsefProperties.class)
                            .credentials()
                            .token()
                            .reveal())
                    .isEqualTo(SECRET);
        }
    }

    @Test
    void secrets_areShownNowhere() {
        TestClient.usual()
                .withPropertyValues("ksef.credentials.token=" + SECRET)
                .run(context -> assertThat(context.getBean(KsefProperties.class).toString())
                        .contains("Secret[redacted]")
                        .doesNotContain(SECRET));
    }

    @Test
    void failureWhileSecretsAreBound_doesNotQuoteThem() {
        List<String> all = new ArrayList<>();
        for (String property : List.of(
                "ksef.credentials.pkcs12.file=/no/such/file.p12",
                "ksef.credentials.pkcs11.slot=third",
                "ksef.environment=nowhere",
                "ksef.contexts[0].nip=123")) {
            TestClient.bare()
                    .withPropertyValues(
                            "ksef.credentials.pkcs12.password=" + SECRET, "ksef.credentials.pkcs11.pin=" + SECRET)
                    .withPropertyValues(property)
                    .run(context -> {
                        for (Throwable each = context.getStartupFailure(); each != null; each = each.getCause()) {
                            all.add(each.toString());
                        }
                    });
        }
        assertThat(all).isNotEmpty().noneMatch(message -> message.contains(SECRET));
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(Auto.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }

    static Throwable failureOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof KsefPropertyException) {
                return each;
            }
        }
        return failure;
    }

    @EnableAutoConfiguration
    static class Auto {}
}
