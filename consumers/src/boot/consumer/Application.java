package consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with Actuator, which shows our meters among its own. */
@SpringBootApplication
public class Application {

    public static void main(String... arguments) throws Exception {
        try (var context = SpringApplication.run(
                Application.class, "--server.port=0", "--management.endpoints.web.exposure.include=health,metrics")) {
            AllAdapters.run(context.getBean(MeterRegistry.class), context.getBean(ObservationRegistry.class));
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            for (String path : new String[] {"health", "metrics/ksef.calls"}) {
                var answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path))
                                        .build(),
                                BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
                }
            }
            System.out.println("SEEN BY ACTUATOR");
        }
    }
}
