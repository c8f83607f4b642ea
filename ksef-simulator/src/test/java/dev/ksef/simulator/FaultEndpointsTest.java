package dev.ksef.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan by its path on the same server. */
class FaultEndpointsTest extends SimulatorTest {

    private final List<Exchange> seen = new ArrayList<>();

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.observer(seen::add);
    }

    @BeforeEach
    void withoutFaults() {
        simulator().faults().clear();
        seen.clear();
    }

    @Test
    void rules_areAddedShownAndTakenOut() {
        Answer added = add("POST /auth/challenge#2=503\n\nGET /auth/{referenceNumber}=empty\n");
        List<Integer> statuses = List.of(challenge(), challenge(), challenge());
        Answer shown = admin("GET", null);
        Answer cleared = admin("DELETE", null);

        assertThat(added.status()).isEqualTo(200);
        assertThat(statuses).containsExactly(200, 503, 200);
        assertThat(shown.json().path("faults").valueStream().map(rule -> rule.stringValue()))
                .containsExactly("POST /auth/challenge#2=503", "GET /auth/{referenceNumber}=empty");
        assertThat(shown.json().path("calls").path("POST /auth/challenge").intValue())
                .isEqualTo(3);
        assertThat(cleared.status()).isEqualTo(204);
        assertThat(admin("GET", null).text()).isEqualTo("{\"faults\":[],\"calls\":{},\"met\":{}}");
    }

    @Test
    void rulesOfWhichOneIsWrong_areRefusedWithOneLine_andNoneIsTaken() {
        Answer answer = add("POST /auth/challenge=503\nPOST /nowhere=503");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text().lines()).singleElement().asString().contains("No such operation: POST /nowhere");
        assertThat(simulator().faults().rules()).isEmpty();
    }

    @Test
    void administration_isNeitherFaultyNorCountedNorObserved() {
        add("*=503");

        assertThat(admin("GET", null).status()).isEqualTo(200);
        assertThat(simulator().faults().calls()).isEmpty();
        assertThat(seen).isEmpty();
        assertThat(admin("DELETE", null).status()).isEqualTo(204);
        assertThat(challenge()).isEqualTo(200);
        assertThat(seen).as("the API is observed").hasSize(1);
    }

    private int challenge() {
        return client().post("/auth/challenge", "").status();
    }

    private Answer add(String rules) {
        return admin("POST", rules.getBytes(UTF_8));
    }

    private Answer admin(String method, byte[] body) {
        return new RawClient(simulator().qrBaseUri()).send(method, "/simulator/faults", "", body, Map.of());
    }
}
