package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Map;

/** What tests of signing in with a certificate share. */
public abstract class XadesTest extends SimulatorTest {

    protected static final String NAMESPACE = "http://ksef.mf.gov.pl/auth/token/2.0";
    protected static final String BY_SUBJECT = "certificateSubject";
    protected static final String BY_FINGERPRINT = "certificateFingerprint";

    protected static String nip() {
        return NipNumbers.random(new SecureRandom());
    }

    protected String challenge() {
        return client().post("/auth/challenge", "").json().path("challenge").stringValue();
    }

    /** A request with a challenge of its own. */
    protected String request(String contextType, String contextValue, String subjectType) {
        return document(NAMESPACE, challenge(), contextType, contextValue, subjectType, "");
    }

    protected String request(String nip) {
        return request("Nip", nip, BY_SUBJECT);
    }

    protected static String document(
            String namespace, String challenge, String type, String value, String subjectType, String policy) {
        return ("<AuthTokenRequest xmlns=\"%s\"><Challenge>%s</Challenge><ContextIdentifier><%3$s>%4$s</%3$s></ContextIdentifier>"
                        + "<SubjectIdentifierType>%5$s</SubjectIdentifierType>%6$s</AuthTokenRequest>")
                .formatted(namespace, challenge, type, value, subjectType, policy);
    }

    protected Answer post(byte[] document) {
        return post(document, "");
    }

    protected Answer post(byte[] document, String query) {
        return client().send(
                        "POST",
                        "/auth/xades-signature" + query,
                        "",
                        document,
                        Map.of("Content-Type", "application/xml"));
    }

    protected void assertRefused(byte[] document, int code, String reason) {
        assertRefused(post(document), code, reason);
    }

    protected static void assertRefused(Answer answer, int code, String reason) {
        assertThat(answer.status()).as(reason + ": " + answer.text()).isEqualTo(400);
        assertThat(answer.errorCode()).as(reason + ": " + answer.text()).isEqualTo(code);
    }

    protected void assertSignedIn(byte[] document, String reason) {
        assertThat(code(status(document))).as(reason).isEqualTo(200);
    }

    protected JsonNode status(byte[] document) {
        return status(post(document));
    }

    protected JsonNode status(Answer answer) {
        return new TaxpayerClient(client(), "", "").authenticationStatus(begun(answer));
    }

    protected static SigningIn begun(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return new SigningIn(
                answer.json().path("referenceNumber").stringValue(),
                answer.json().path("authenticationToken").path("token").stringValue());
    }

    protected static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }

    protected static String detail(JsonNode status) {
        return status.path("status").path("details").path(0).asString("");
    }
}
