package consumer;

import dev.ksef.KsefClient;
import dev.ksef.simulator.KsefSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with the starter: its client comes from properties, and its tokens stay in its own database. */
@SpringBootApplication
public class StarterApplication {

    public static void main(String... arguments) throws Exception {
        try (var simulator = KsefSimulator.start(); var context = start(simulator)) {
            TenLines.send(context.getBean(KsefClient.class), simulator.nip());
            System.out.println("SENT BY THE STARTER");
            expect(context, "health/ksef", "\"status\":\"UP\"");
            expect(context, "info", "\"signIn\":\"token\"");
            expect(context, "metrics/ksef.calls", "COUNT");
            requireTokens(context.getBean(DataSource.class));
            AllAdapters.run(context.getBean(MeterRegistry.class), context.getBean(ObservationRegistry.class));
        }
    }

    private static ConfigurableApplicationContext start(KsefSimulator simulator) {
        return SpringApplication.run(
                StarterApplication.class,
                "--server.port=0",
                "--management.endpoints.web.exposure.include=health,info,metrics",
                "--management.endpoint.health.show-details=always",
                "--spring.datasource.url=jdbc:h2:mem:consumer",
                "--ksef.environment=custom",
                "--ksef.custom.api-base=" + simulator.baseUri(),
                "--ksef.custom.qr-base=" + simulator.qrBaseUri(),
                "--ksef.contexts[0].nip=" + simulator.nip(),
                "--ksef.credentials.token=" + simulator.token(),
                "--ksef.stores.tokens=jdbc",
                "--ksef.stores.keys=jdbc",
                "--ksef.stores.jdbc.migrate=true",
                "--ksef.stores.encryption-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    private static void expect(ConfigurableApplicationContext context, String path, String text) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path)).build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains(text)) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void requireTokens(DataSource database) throws Exception {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from ksef_token")) {
            rows.next();
            if (rows.getInt(1) != 1) {
                throw new IllegalStateException("Tokens in the database: " + rows.getInt(1));
            }
        }
    }
}
