package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signed document asks for: its schema, its challenge, the context and the addresses. */
class XadesRequestTest extends XadesTest {

    private final String nip = nip();
    private final TestSigner seal = TestSigner.seal(nip);

    private byte[] signed(String document) {
        return new TestSignature(seal).enveloped(document);
    }

    private String withPolicy(String allowed) {
        return document(
                NAMESPACE,
                challenge(),
                "Nip",
                nip,
                BY_SUBJECT,
                "<AuthorizationPolicy><AllowedIps>" + allowed + "</AllowedIps></AuthorizationPolicy>");
    }

    @Test
    void request_ofEitherSchema_isTaken() {
        assertSignedIn(signed(request(nip)), "2.0");
        assertSignedIn(
                signed(document("http://ksef.mf.gov.pl/auth/token/2.1", challenge(), "Nip", nip, BY_SUBJECT, "")),
                "2.1");
        assertRefused(
                signed(document("http://ksef.mf.gov.pl/auth/token/3.0", challenge(), "Nip", nip, BY_SUBJECT, "")),
                21401,
                "no such version");
    }

    @Test
    void request_withHintsCommentsAndWhiteSpace_isTaken() {
        String document = request(nip)
                .replace(
                        "<AuthTokenRequest ",
                        "<AuthTokenRequest xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:schemaLocation=\"a b\" ")
                .replace("<Challenge>", "\n  <!-- comment --><Challenge> ");

        assertSignedIn(signed(document), "none of these is content");
    }

    @ParameterizedTest
    @CsvSource({
        "Challenge>, Chalenge>, a name misspelt",
        "-CR-, -AU-, a challenge of another kind",
        "certificateSubject, certificate, an unknown type of subject",
        "<Nip>, <Nip>PL, a NIP with its country",
        "<Nip>, '<Nip> ', white space before a NIP",
        "<Nip>, <Nip Id='a'>, an attribute",
        "Nip>, NIP>, an unknown type of context",
        "<ContextIdentifier>, text<ContextIdentifier>, text between elements",
        "</ContextIdentifier>, <PeppolId>PPL123456</PeppolId></ContextIdentifier>, two contexts",
        "</AuthTokenRequest>, <More/></AuthTokenRequest>, an element more",
    })
    void request_againstTheSchema_isRefused(String part, String replacement, String reason) {
        Answer answer = post(signed(request(nip).replace(part, replacement)));

        assertRefused(answer, 21401, reason);
        assertThat(answer.errorDetail()).as("where").startsWith("Element ");
    }

    @Test
    void request_inAnotherOrder_isRefused() {
        String document = request(nip);
        String subject = "<SubjectIdentifierType>certificateSubject</SubjectIdentifierType>";

        assertRefused(
                signed(document.replace(subject, "").replace("<ContextIdentifier>", subject + "<ContextIdentifier>")),
                21401,
                "the type of subject before the context");
        assertRefused(signed(document.replace(subject, "")), 21401, "no type of subject");
        assertRefused(signed(document.replaceAll("<Challenge>.*</Challenge>", "")), 21401, "no challenge");
    }

    @ParameterizedTest
    @CsvSource({
        "InternalId, 5265877635-1234",
        "NipVatUe, 5265877635-PL5265877635",
        "NipVatUe, 5265877635-DE12345678",
        "PeppolId, P123456789",
        "Nip, 0265877635"
    })
    void context_malformed_isRefused(String type, String value) {
        assertRefused(signed(request(type, value, BY_SUBJECT)), 21401, value);
    }

    @Test
    void challenge_unknownUsedOrOld_isRefused() {
        assertRefused(
                signed(document(NAMESPACE, "20261123-CR-0000000000-0000000000-00", "Nip", nip, BY_SUBJECT, "")),
                21111,
                "never given out");
        byte[] once = signed(request(nip));
        assertSignedIn(once, "first");
        assertRefused(once, 21111, "second");
        byte[] late = signed(request(nip));
        clock.advance(Duration.ofMinutes(10));
        assertRefused(late, 21111, "after ten minutes");
    }

    @Test
    void challenge_ofARefusedRequest_isStillGood() {
        String document = request(nip);
        assertRefused(
                new TestSignature(seal).certificateProperty("").enveloped(document), 9105, "not of an accepted form");

        assertSignedIn(signed(document), "put right, with the same challenge");
    }

    @Test
    void challenge_answeredByCertificate_isUsedUpForTokens() {
        TaxpayerClient taxpayer = taxpayer();
        var challenge = taxpayer.challenge();
        String text = challenge.path("challenge").stringValue();
        assertSignedIn(signed(document(NAMESPACE, text, "Nip", nip, BY_SUBJECT, "")), "by certificate");

        var status = taxpayer.authenticationStatus(taxpayer.begin(taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue())));

        assertThat(code(status)).as("by token").isEqualTo(450);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Ip4Address>127.0.0.1</Ip4Address>",
                "<Ip4Address>10.0.0.1</Ip4Address><Ip4Range>127.0.0.0-127.0.0.9</Ip4Range>",
                "<Ip4Range>10.0.0.0-10.0.0.9</Ip4Range><Ip4Mask>127.0.0.0/8</Ip4Mask>"
            })
    void addresses_withTheClients_letItWork(String allowed) {
        assertThat(listing(withPolicy(allowed)).status()).as(allowed).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Ip4Address>10.0.0.1</Ip4Address>",
                "<Ip4Range>127.0.0.2-127.0.0.9</Ip4Range>",
                "<Ip4Mask>10.0.0.0/8</Ip4Mask>"
            })
    void addresses_withoutTheClients_forbid(String allowed) {
        Answer answer = listing(withPolicy(allowed));

        assertThat(answer.status()).as(allowed).isEqualTo(403);
        assertThat(answer.json().path("reasonCode").stringValue()).as("why").isEqualTo("ip-not-allowed");
    }

    @Test
    void addresses_malformedOrTooMany_areRefused() {
        assertRefused(signed(withPolicy("<Ip4Address>256.0.0.1</Ip4Address>")), 21401, "no address");
        assertRefused(signed(withPolicy("<Ip4Range>10.0.0.1</Ip4Range>")), 21401, "no range");
        assertRefused(signed(withPolicy("<Ip4Mask>10.0.0.0/33</Ip4Mask>")), 21401, "no mask");
        assertRefused(signed(withPolicy("<Ip4Address>10.0.0.1</Ip4Address>".repeat(11))), 21401, "eleven");
        assertRefused(
                signed(withPolicy("<Ip4Mask>10.0.0.0/8</Ip4Mask><Ip4Address>10.0.0.1</Ip4Address>")),
                21401,
                "another order");
        assertSignedIn(signed(withPolicy("<Ip4Address>10.0.0.1</Ip4Address>".repeat(10))), "ten");
    }

    private Answer listing(String document) {
        TaxpayerClient taxpayer = new TaxpayerClient(client(), nip, "").redeemed(begun(post(signed(document))));
        return client().get("/auth/sessions", taxpayer.access());
    }
}
