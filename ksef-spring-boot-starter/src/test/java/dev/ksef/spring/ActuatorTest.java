package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with Actuator, asked over HTTP, as operators ask it: on Boot 3 and on Boot 4. */
@ExtendWith(SimulatorExtension.class)
class ActuatorTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String STORE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Test
    void health_isUnknownAtFirst_andUpAfterACall(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator)) {
            assertThat(get(application, "/actuator/health/ksef")).isEqualTo("200 {\"status\":\"UNKNOWN\"}");
            application.getBean(KsefClient.class).open(PublicKeyApi.class).certificates();
            assertThat(get(application, "/actuator/health/ksef"))
                    .contains("200", "\"status\":\"UP\"", "\"lastCall\":\"SUCCEEDED\"");
            assertThat(get(application, "/actuator/health")).startsWith("200");
        }
    }

    @Test
    void health_thatMayAsk_findsOutByItself(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator, "--ksef.health.ask-every=10s")) {
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            String health = "";
            while (!health.contains("UP") && System.nanoTime() < patience) {
                health = get(application, "/actuator/health/ksef");
                Thread.onSpinWait();
            }
            assertThat(health).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void health_thatIsSwitchedOff_isNotThere(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator, "--management.health.ksef.enabled=false")) {
            assertThat(get(application, "/actuator/health/ksef")).startsWith("404");
        }
    }

    @Test
    void info_tellsHowTheClientIsSetUp(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator)) {
            assertThat(get(application, "/actuator/info"))
                    .contains("\"ksef\":{\"environment\":\"CUSTOM\",\"contexts\":1,\"signIn\":\"token\"}")
                    .doesNotContain(simulator.nip());
        }
    }

    @Test
    void secrets_areHiddenWhereAllElseIsShown(KsefSimulator simulator) throws Exception {
        String secret = "hunter2-of-this-test";
        List<String> shown = new ArrayList<>();
        try (var application = start(
                simulator,
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always",
                "--ksef.contexts[1].nip=5265877635",
                "--ksef.contexts[1].credentials.token=" + secret,
                "--KSEF_CONTEXTS_1_CREDENTIALS_TOKEN=" + secret,
                "--command.of.the.process=app.jar --ksef.credentials.pkcs11.pin=" + secret,
                "--json.of.the.process={\"ksef\":{\"contexts\":[{\"credentials\":{\"token\":\"" + secret + "\"}}]}}",
                "--ksef.redis.uri=redis://:" + secret + "@redis.example",
                "--KSEF_REDIS_URI=redis://:" + secret + "@redis.example",
                "--ksef.stores.encryption-key=" + STORE_KEY,
                "--ksef.stores.decryption-keys[0].id=older",
                "--ksef.stores.decryption-keys[0].key=" + STORE_KEY,
                "--KSEF_STORES_DECRYPTIONKEYS_0_KEY=" + STORE_KEY,
                "--ksef.health.valid-for=4m")) {
            shown.add(get(application, "/actuator/configprops"));
            shown.add(get(application, "/actuator/env"));
        }
        assertThat(shown)
                .allSatisfy(text -> assertThat(text)
                        .startsWith("200")
                        .contains("4m")
                        .doesNotContain(secret)
                        .doesNotContain(STORE_KEY)
                        .doesNotContain(simulator.token()));
    }

    @Test
    void meters_andObservations_standAmongThoseOfTheApplication(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator)) {
            application
                    .getBean(KsefClient.class)
                    .forNip(simulator.nip())
                    .open(LimitApi.class)
                    .context();
            assertThat(get(application, "/actuator/metrics/ksef.calls")).contains("200", "COUNT");
            assertThat(get(application, "/actuator/metrics")).contains("\"ksef.calls\"", "\"ksef.call\"");
        }
    }

    @Test
    void meters_thatAreSwitchedOff_areNotMade(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator, "--ksef.metering.meters=false", "--ksef.metering.observations=false")) {
            application.getBean(KsefClient.class).open(PublicKeyApi.class).certificates();
            assertThat(get(application, "/actuator/metrics")).startsWith("200").doesNotContain("ksef.");
        }
    }

    /** Boot 3 brings Jackson 2, Boot 4 Jackson 3: the SDK reads KSeF's answers by a copy of its own beside either. */
    @Test
    void jsonOfTheApplication_isWrittenByItsOwnJackson(KsefSimulator simulator) throws Exception {
        try (var application = start(simulator)) {
            assertThat(get(application, "/keys")).matches("200 \\{\"published\":[1-9]\\d*}");
            assertThat(application.containsBean("jacksonObjectMapper")).isEqualTo(isOnTheClassPath("com.fasterxml"));
            assertThat(isOnTheClassPath("com.fasterxml")).isNotEqualTo(isOnTheClassPath("tools"));
        }
    }

    private static boolean isOnTheClassPath(String jackson) {
        return ClassUtils.isPresent(jackson + ".jackson.databind.ObjectMapper", null);
    }

    private static ConfigurableApplicationContext start(KsefSimulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always",
                "--ksef.environment=custom",
                "--ksef.custom.api-base=" + simulator.baseUri(),
                "--ksef.custom.qr-base=" + simulator.qrBaseUri(),
                "--ksef.contexts[0].nip=" + simulator.nip(),
                "--ksef.credentials.token=" + simulator.token()));
        arguments.addAll(List.of(more));
        return new SpringApplication(Web.class).run(arguments.toArray(String[]::new));
    }

    private static String get(ConfigurableApplicationContext application, String path) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @EnableAutoConfiguration
    @RestController
    static class Web {

        private final KsefClient client;

        Web(KsefClient client) {
            this.client = client;
        }

        /** What the application shows comes from an answer that the SDK read. */
        @GetMapping("/keys")
        Keys keys() {
            return new Keys(client.open(PublicKeyApi.class).certificates().size());
        }
    }

    record Keys(int published) {}
}
