package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs between the versions of the API that can be played. {@link OwnerRightTest} has the rights of owners. */
class ApiVersionTest {

    private static boolean formerMethodTold(SimulatorBuilder settings) {
        try (KsefSimulator ksef = settings.start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(new RawClient(ksef.baseUri()), ksef.nip(), ksef.token());
            return taxpayer.authenticationStatus(taxpayer.begin()).has("authenticationMethod");
        }
    }

    @ParameterizedTest
    @CsvSource({"2.8,true", "2.9,false"})
    void signIn_tellsTheFormerMethod_asItsVersionDoes(String version, boolean told) {
        assertThat(formerMethodTold(KsefSimulator.builder().apiVersion(ApiVersion.of(version))))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"2.8,false", "2.9,true"})
    void signIn_tellsTheFormerMethod_asTheSwitchSays_inWhateverOrder(String version, boolean told) {
        assertThat(formerMethodTold(
                        KsefSimulator.builder().authenticationMethod(told).apiVersion(ApiVersion.of(version))))
                .isEqualTo(told);
    }

    @Test
    void version_thatCannotBePlayed_isRefused() {
        assertThatThrownBy(() -> ApiVersion.of("2.7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.7; there are 2.8 and 2.9");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/sessions/online,application/json,'{\"a\":\n  secret}',line 2",
        "POST,/sessions/online,application/json,[],JSON object",
        "POST,/auth/ksef-token,application/json,'{',line 1",
        "POST,/auth/xades-signature,application/xml,'<a>\n<secret></a>',line 2"
    })
    void body_thatCannotBeRead_isRefusedWithDetails_withoutWhatItSays(
            String method, String path, String type, String body, String detail) {
        try (KsefSimulator ksef = KsefSimulator.start()) {
            RawClient client = new RawClient(ksef.baseUri());
            String access = new TaxpayerClient(client, ksef.nip(), ksef.token())
                    .signedIn()
                    .access();

            Answer answer = client.send(
                    method, path, access, body.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", type));

            assertThat(answer.errorCode()).isEqualTo(21001);
            assertThat(answer.errorDetail()).contains(detail).doesNotContain("secret");
        }
    }
}
