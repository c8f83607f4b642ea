package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.MadeCertificate.Kind;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.error.KsefForbiddenException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Access tokens that may be used from some addresses alone, by token and by certificate. */
class AllowedIpsScenarioTest extends Scenario {

    private static final AllowedIps HERE = new AllowedIps(
            List.of("192.0.2.1"), List.of("192.0.2.10-192.0.2.20"), List.of("198.51.100.0/24", "127.0.0.0/30"));
    private static final AllowedIps ELSEWHERE =
            new AllowedIps(List.of("192.0.2.1"), List.of("127.0.0.2-127.0.0.9"), List.of("127.0.0.4/30"));

    @Test
    void policy_isKept_byTokenAndByCertificate() {
        MadeCertificate person =
                MadeCertificate.person(Kind.EC, simulator.nip(), time.instant().minus(Duration.ofHours(1)));
        var token = Credentials.ksefToken(simulator.token());
        var certificate = Credentials.certificate(person.signer(time));
        for (Credentials allowed : List.of(token.from(HERE), certificate.from(HERE))) {
            try (KsefClient client = client(allowed)) {
                assertThat(client.forNip(simulator.nip())
                                .authSessions()
                                .list(null, null)
                                .items())
                        .as("seen from an address that is allowed by " + allowed.id())
                        .isNotEmpty();
            }
        }
        for (Credentials forbidden : List.of(token.from(ELSEWHERE), certificate.from(ELSEWHERE))) {
            try (KsefClient client = client(forbidden)) {
                KsefContextClient view = client.forNip(simulator.nip());
                var refused = catchThrowableOfType(
                        KsefForbiddenException.class, () -> view.authSessions().list(null, null));
                assertThat(refused.reasonCode()).as("why " + forbidden.id()).contains("ip-not-allowed");
            }
        }
        assertThat(contract.log())
                .as("both ways were gone twice")
                .filteredOn(line ->
                        line.equals("POST /v2/auth/ksef-token 202") || line.equals("POST /v2/auth/xades-signature 202"))
                .hasSize(4);
    }

    private KsefClient client(Credentials credentials) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(credentials)
                .time(time)
                .build();
    }
}
