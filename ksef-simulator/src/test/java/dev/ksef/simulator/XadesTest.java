package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.RawClient.Answer;
import dev.ksef.simulator.Taxpayer.SigningIn;
import java.security.SecureRandom;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What tests of signing in with a certificate share. */
abstract class XadesTest extends SimulatorTest {

    static final String NAMESPACE = "http://ksef.mf.gov.pl/auth/token/2.0";
    static final String BY_SUBJECT = "certificateSubject";
    static final String BY_FINGERPRINT = "certificateFingerprint";

    static String nip() {
        return Nips.random(new SecureRandom());
    }

    String challenge() {
        return client().post("/auth/challenge", "").json().path("challenge").stringValue();
    }

    /** A request with a challenge of its own. */
    String request(String contextType, String contextValue, String subjectType) {
        return document(NAMESPACE, challenge(), contextType, contextValue, subjectType, "");
    }

    String request(String nip) {
        return request("Nip", nip, BY_SUBJECT);
    }

    static String document(
            String namespace, String challenge, String type, String value, String subjectType, String policy) {
        return ("<AuthTokenRequest xmlns=\"%s\"><Challenge>%s</Challenge><ContextIdentifier><%3$s>%4$s</%3$s></ContextIdentifier>"
                        + "<SubjectIdentifierType>%5$s</SubjectIdentifierType>%6$s</AuthTokenRequest>")
                .formatted(namespace, challenge, type, value, subjectType, policy);
    }

    Answer post(byte[] document) {
        return post(document, "");
    }

    Answer post(byte[] document, String query) {
        return client().send(
                        "POST",
                        "/auth/xades-signature" + query,
                        "",
                        document,
                        Map.of("Content-Type", "application/xml"));
    }

    void assertRefused(byte[] document, int code, String reason) {
        assertRefused(post(document), code, reason);
    }

    static void assertRefused(Answer answer, int code, String reason) {
        assertThat(answer.status()).as(reason + ": " + answer.text()).isEqualTo(400);
        assertThat(answer.errorCode()).as(reason + ": " + answer.text()).isEqualTo(code);
    }

    void assertSignedIn(byte[] document, String reason) {
        assertThat(code(status(document))).as(reason).isEqualTo(200);
    }

    JsonNode status(byte[] document) {
        return status(post(document));
    }

    JsonNode status(Answer answer) {
        return new Taxpayer(client(), "", "").authenticationStatus(begun(answer));
    }

    static SigningIn begun(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return new SigningIn(
                answer.json().path("referenceNumber").stringValue(),
                answer.json().path("authenticationToken").path("token").stringValue());
    }

    static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }

    static String detail(JsonNode status) {
        return status.path("status").path("details").path(0).asString("");
    }
}
