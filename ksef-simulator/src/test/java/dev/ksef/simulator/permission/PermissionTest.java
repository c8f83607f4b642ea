package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What tests of rights share: an owner, persons who sign in with certificates, and requests as a client writes them. */
abstract class PermissionTest extends XadesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The taxpayer of this test. */
    String nip;

    @BeforeEach
    void anotherTaxpayer() {
        nip = nip();
    }

    /** The owner of a taxpayer's context, signed in with a KSeF token. */
    final TaxpayerClient ownerOf(String taxpayer) {
        return taxpayer(taxpayer).signedIn();
    }

    static String pesel() {
        return "440514%05d".formatted(RANDOM.nextInt(100_000));
    }

    /** Signs a person in by their PESEL. */
    final TaxpayerClient person(String pesel, String type, String context) {
        return signIn(TestSigner.person("PNOPL-" + pesel), type, context, BY_SUBJECT);
    }

    /** Signs a company in by its seal. */
    final TaxpayerClient seal(String company, String type, String context) {
        return signIn(TestSigner.seal(company), type, context, BY_SUBJECT);
    }

    final TaxpayerClient signIn(TestSigner signer, String type, String context, String subjectType) {
        byte[] document = new TestSignature(signer).enveloped(request(type, context, subjectType));
        return new TaxpayerClient(client(), context, "").redeemed(begun(post(document)));
    }

    /** The code with which a person's sign-in ends. */
    final int signInCode(String pesel, String type, String context) {
        TestSigner signer = TestSigner.person("PNOPL-" + pesel);
        return code(status(new TestSignature(signer).enveloped(request(type, context, BY_SUBJECT))));
    }

    /** JSON with single quotes, in which {@code %s} stand for the values. */
    static JsonNode json(String text, Object... values) {
        return RawClient.JSON.readTree(text.formatted(values).replace('\'', '"'));
    }

    final Answer send(TaxpayerClient by, String path, String body, Object... values) {
        return client().post(path, by.access(), json(body, values));
    }

    /** Sends a request that begins an operation, and gives the code of its outcome. */
    final int outcome(TaxpayerClient by, String path, String body, Object... values) {
        return outcome(by, send(by, path, body, values));
    }

    final int outcome(TaxpayerClient by, Answer begun) {
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String reference = begun.json().path("referenceNumber").stringValue();
        assertThat(reference).matches("\\d{8}-EG-[0-9A-F]{10}-[0-9A-F]{10}-[0-9A-F]{2}");
        return operation(by, reference);
    }

    final int operation(TaxpayerClient by, String reference) {
        return code(client().get("/permissions/operations/" + reference, by.access())
                .json());
    }

    /** Grants a person permissions in the context of the one who grants. */
    final int toPerson(TaxpayerClient by, String pesel, String... permissions) {
        return outcome(
                by,
                "/permissions/persons/grants",
                "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'permissions': %s, 'description': 'Księgowość',"
                        + " 'subjectDetails': %s}",
                pesel,
                list(permissions),
                PERSON);
    }

    static final String PERSON =
            "{'subjectDetailsType': 'PersonByIdentifier', 'personById': {'firstName': 'Łucja', 'lastName': 'Żak'}}";

    /** Grants a company permissions, which it may or may not hand on. */
    final int toEntity(TaxpayerClient by, String company, String permission, boolean delegable) {
        return outcome(
                by,
                "/permissions/entities/grants",
                "{'subjectIdentifier': {'type': 'Nip', 'value': '%s'}, 'permissions': [{'type': '%s', 'canDelegate': %s}],"
                        + " 'description': 'Biuro rachunkowe', 'subjectDetails': {'fullName': 'Biuro sp. z o.o.'}}",
                company,
                permission,
                delegable);
    }

    /** Grants a person a permission for a client of the one who grants, or for all clients if the client is empty. */
    final int indirect(TaxpayerClient by, String pesel, String client, String permission) {
        return outcome(
                by,
                "/permissions/indirect/grants",
                "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'targetIdentifier': %s, 'permissions': ['%s'],"
                        + " 'description': 'Praca dla klienta', 'subjectDetails': %s}",
                pesel,
                client.isEmpty() ? "{'type': 'AllPartners'}" : "{'type': 'Nip', 'value': '%s'}".formatted(client),
                permission,
                PERSON);
    }

    /** The rows of a query. */
    final List<JsonNode> rows(TaxpayerClient by, String query, String body, Object... values) {
        Answer answer = send(by, "/permissions/query/" + query, body, values);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return rows(answer);
    }

    static List<JsonNode> rows(Answer answer) {
        return answer.json()
                .valueStream()
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow()
                .valueStream()
                .toList();
    }

    static List<String> column(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).asString()).toList();
    }

    /** Asks for an access token anew, which tells the rights of this moment. */
    final Answer refresh(TaxpayerClient login) {
        return client().post("/auth/token/refresh", login.refresh());
    }

    final String refreshed(TaxpayerClient login) {
        return refresh(login).json().path("accessToken").path("token").stringValue();
    }

    static String list(String... texts) {
        return "['" + String.join("', '", texts) + "']";
    }

    static void assertMissing(Answer refused, List<String> required, List<String> present) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("reasonCode").stringValue()).isEqualTo("missing-permissions");
        JsonNode security = refused.json().path("security");
        assertThat(texts(security.path("requiredAnyOfPermissions"))).containsExactlyInAnyOrderElementsOf(required);
        assertThat(texts(security.path("presentPermissions"))).containsExactlyInAnyOrderElementsOf(present);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
