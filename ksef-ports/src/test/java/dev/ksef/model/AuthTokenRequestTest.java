package dev.ksef.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.auth.AuthorizationPolicy;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed, and what was signed, on its way. */
class AuthTokenRequestTest {

    private static final String CHALLENGE = "20261102-CR-0123456789-ABCDEF0123-45";
    private static final AuthTokenRequest REQUEST = AuthTokenRequest.of(CHALLENGE, Nip.of("5265877635"));

    static Stream<AuthTokenRequest> requests() {
        var ips = new AllowedIps(
                List.of("192.0.2.1", "192.0.2.2"), List.of("192.0.2.1-192.0.2.9"), List.of("198.51.100.0/24"));
        return Stream.of(
                REQUEST,
                REQUEST.by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT),
                REQUEST.in(Version.V2_0),
                REQUEST.from(ips),
                AuthTokenRequest.of(CHALLENGE, InternalId.of("5265877635-12345")),
                AuthTokenRequest.of(CHALLENGE, NipVatUe.of("5265877635-DE123456789")),
                AuthTokenRequest.of(CHALLENGE, PeppolId.of("PPL123456")),
                AuthTokenRequest.of(CHALLENGE, new Nip("a&b<c>&amp;d")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void document_tellsTheRequestItWasMadeOf(AuthTokenRequest request) {
        assertThat(AuthTokenRequest.ofXml(request.xml())).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Challenge>",
                "\uFEFF%s",
                "%s\n",
                "%s<!-- signed -->",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">%s"
            })
    void documentThatIsAnother_isRefused(String form) {
        byte[] other = form.formatted(new String(REQUEST.xml(), UTF_8)).getBytes(UTF_8);
        assertThatThrownBy(() -> AuthTokenRequest.ofXml(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this SDK prepared");
    }

    @Test
    void documentWithAnotherValue_isRefused() {
        for (String changed : List.of("certificateSubject", "auth/token/2.1", "<Nip>", "</Nip>")) {
            byte[] other = new String(REQUEST.xml(), UTF_8)
                    .replace(
                            changed, changed.replace('e', 'x').replace('N', 'n').replace("2.1", "2.9"))
                    .getBytes(UTF_8);
            assertThatThrownBy(() -> AuthTokenRequest.ofXml(other))
                    .as(changed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void signedDocument_keepsItsBytesToItself() {
        byte[] bytes = {1, 2, 3};
        SignedAuthRequest signed = SignedAuthRequest.of(bytes);
        bytes[0] = 9;
        signed.bytes()[1] = 9;
        assertThat(signed.bytes()).containsExactly(1, 2, 3);
        assertThat(signed.sizeBytes()).isEqualTo(3);
        assertThat(signed).hasToString("SignedAuthRequest[3 bytes]");
        assertThatThrownBy(() -> SignedAuthRequest.of(new byte[0])).hasMessageContaining("empty");
    }

    @Test
    void policy_existsOnlyWhereSomethingIsAsked() {
        assertThat(AuthorizationPolicy.of(AllowedIps.ANY)).isNull();
        AllowedIps ips = AllowedIps.addresses("192.0.2.1");
        assertThat(AuthorizationPolicy.of(ips)).isEqualTo(new AuthorizationPolicy(ips));
    }

    @Test
    void refusalWithMoreToSay_isTheSame_andSaysIt() {
        var refused = new KsefApiException(new KsefApiException.Answer(
                "POST /auth/xades-signature", 400, List.of(new KsefError(21115, "d", List.of())), null, "trace-1"));
        KsefApiException again = refused.adding("KSeF was not asked again");
        assertThat(again).hasMessage(refused.getMessage() + "; KSeF was not asked again");
        assertThat(again.has(21115)).isTrue();
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.traceId()).contains("trace-1");
    }
}
