package dev.ksef.simulator.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KSeF tokens that somebody makes who signed in with a certificate. */
class TokenTest extends XadesTest {

    private static final String PESEL = "90010112345";

    private String nip;

    @BeforeEach
    void contextOfItsOwn() {
        nip = nip();
    }

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.processingDelay(Duration.ofSeconds(2));
    }

    private TaxpayerClient owner() {
        return signedIn(TestSigner.seal(nip));
    }

    private TaxpayerClient signedIn(TestSigner signer) {
        return new TaxpayerClient(client(), nip, "")
                .redeemed(begun(post(new TestSignature(signer).enveloped(request(nip)))));
    }

    /** A person who has these rights in the context and no others. */
    private TaxpayerClient person(String pesel, String... rights) {
        grant(pesel, rights);
        return signedIn(TestSigner.person("PNOPL-" + pesel));
    }

    private void grant(String pesel, String... rights) {
        ObjectNode request = subject(pesel);
        ArrayNode permissions = request.putArray("permissions");
        for (String right : rights) {
            permissions.addObject().put("permissionType", right).put("description", "Opis uprawnienia");
        }
        assertThat(client().post("/testdata/permissions", "", request).status()).isEqualTo(200);
    }

    private void revokeRights(String pesel) {
        client().post("/testdata/permissions/revoke", "", subject(pesel));
    }

    private ObjectNode subject(String pesel) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.putObject("contextIdentifier").put("type", "Nip").put("value", nip);
        request.putObject("authorizedIdentifier").put("type", "Pesel").put("value", pesel);
        return request;
    }

    private static ObjectNode wanted(String description, String... rights) {
        ObjectNode request = RawClient.JSON.createObjectNode().put("description", description);
        ArrayNode permissions = request.putArray("permissions");
        List.of(rights).forEach(permissions::add);
        return request;
    }

    private Answer post(TaxpayerClient author, JsonNode request) {
        return client().post("/tokens", author.access(), request);
    }

    /** Makes a token and waits until it can be used. */
    private Made make(TaxpayerClient author, String description, String... rights) {
        JsonNode made = post(author, wanted(description, rights)).json();
        clock.advance(Duration.ofSeconds(2));
        return new Made(
                made.path("referenceNumber").stringValue(), made.path("token").stringValue());
    }

    private record Made(String reference, String text) {}

    private TaxpayerClient holder(Made token) {
        return new TaxpayerClient(client(), nip, token.text());
    }

    private JsonNode signIn(Made token) {
        TaxpayerClient holder = holder(token);
        return holder.authenticationStatus(holder.begin());
    }

    private JsonNode shown(TaxpayerClient caller, Made token) {
        return client().get("/tokens/" + token.reference(), caller.access()).json();
    }

    private List<String> listed(TaxpayerClient caller, String query) {
        return references(client().get("/tokens" + query, caller.access()).json());
    }

    private static List<String> references(JsonNode page) {
        return page.path("tokens")
                .valueStream()
                .map(token -> token.path("referenceNumber").stringValue())
                .toList();
    }

    private Answer revoke(TaxpayerClient caller, Made token) {
        return client().delete("/tokens/" + token.reference(), caller.access());
    }

    @Test
    void token_isMadeOnce_andPendingUntilItIsActive() {
        TaxpayerClient owner = owner();

        Answer answer = post(owner, wanted("Token do wysyłki", "InvoiceWrite", "InvoiceRead"));

        assertThat(answer.status()).isEqualTo(202);
        Made made = new Made(
                answer.json().path("referenceNumber").stringValue(),
                answer.json().path("token").stringValue());
        assertThat(made.text()).matches(made.reference() + "\\|nip-" + nip + "\\|[0-9a-f]{64}");
        JsonNode pending = shown(owner, made);
        assertThat(pending.path("status").stringValue()).isEqualTo("Pending");
        assertThat(pending.path("authorIdentifier").path("value").stringValue()).isEqualTo(nip);
        assertThat(pending.path("description").stringValue()).isEqualTo("Token do wysyłki");
        assertThat(pending.path("requestedPermissions").toString()).isEqualTo("[\"InvoiceWrite\",\"InvoiceRead\"]");
        assertThat(pending.has("lastUseDate")).isFalse();
        assertThat(detail(signIn(made))).as("too early").isEqualTo("Token nieaktywny");
        clock.advance(Duration.ofSeconds(2));
        assertThat(code(signIn(made))).isEqualTo(200);
        JsonNode active = shown(owner, made);
        assertThat(active.path("status").stringValue()).isEqualTo("Active");
        assertThat(active.path("lastUseDate").stringValue()).isNotEmpty();
    }

    @Test
    void token_hasItsRightsAndNoOthers() {
        TaxpayerClient reader =
                holder(make(owner(), "Token do odczytu", "InvoiceRead")).signedIn();

        Answer sending = client().get("/sessions?sessionType=Online", reader.access());

        assertThat(sending.status()).isEqualTo(403);
        assertThat(sending.json().path("security").path("presentPermissions").toString())
                .isEqualTo("[\"InvoiceRead\"]");
    }

    @Test
    void token_losesWhatItsAuthorLoses() {
        Made token =
                make(person(PESEL, "InvoiceRead", "InvoiceWrite"), "Token księgowej", "InvoiceRead", "InvoiceWrite");
        TaxpayerClient holder = holder(token).signedIn();
        assertThat(client().get("/sessions?sessionType=Online", holder.access()).status())
                .isEqualTo(200);

        revokeRights(PESEL);
        grant(PESEL, "InvoiceRead");
        JsonNode refreshed =
                client().post("/auth/token/refresh", holder.refresh()).json();
        String access = refreshed.path("accessToken").path("token").stringValue();

        assertThat(client().get("/sessions?sessionType=Online", access).status())
                .as("with rights of now")
                .isEqualTo(403);
        assertThat(client().get("/sessions?sessionType=Online", holder.access()).status())
                .as("with those of then")
                .isEqualTo(200);
        revokeRights(PESEL);
        assertThat(client().post("/auth/token/refresh", holder.refresh()).errorCode())
                .as("without any")
                .isEqualTo(21301);
        assertThat(code(signIn(token))).isEqualTo(415);
    }

    @Test
    void token_revoked_isOfNoUse_andItsLoginsAreNotRefreshed() {
        TaxpayerClient owner = owner();
        Made token = make(owner, "Token do wysyłki", "InvoiceWrite");
        TaxpayerClient holder = holder(token).signedIn();
        TaxpayerClient.SigningIn half = holder(token).begin();

        assertThat(revoke(owner, token).status()).isEqualTo(204);

        assertThat(shown(owner, token).path("status").stringValue()).isEqualTo("Revoking");
        assertThat(detail(signIn(token))).isEqualTo("Token unieważniony");
        Answer refused = client().post("/auth/token/refresh", holder.refresh());
        assertThat(refused.errorCode()).isEqualTo(21301);
        assertThat(refused.errorDetail()).isEqualTo("Token KSeF został unieważniony.");
        assertThat(client().post("/auth/token/redeem", half.authenticationToken())
                        .errorCode())
                .as("not even the tokens of a sign-in")
                .isEqualTo(21301);
        assertThat(client().get("/rate-limits", holder.access()).status())
                .as("its access token, to its end")
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(2));
        assertThat(shown(owner, token).path("status").stringValue()).isEqualTo("Revoked");
        assertThat(revoke(owner, token).status()).as("again").isEqualTo(204);
        assertThat(shown(owner, token).path("status").stringValue()).isEqualTo("Revoked");
    }

    @Test
    void making_withRightsThatTheAuthorLacks_isRefused() {
        TaxpayerClient reader = person(PESEL, "InvoiceRead");

        Answer answer = post(reader, wanted("Za dużo praw", "InvoiceRead", "InvoiceWrite", "CredentialsManage"));

        assertThat(answer.errorCode()).isEqualTo(26001);
        assertThat(answer.errorDetail())
                .contains("CredentialsManage, InvoiceWrite")
                .doesNotContain("InvoiceRead");
    }

    @Test
    void making_afterSigningInWithAToken_isRefused() {
        TaxpayerClient holder = taxpayer().signedIn();

        Answer answer = post(holder, wanted("Token z tokenu", "InvoiceRead"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("reasonCode").stringValue()).isEqualTo("auth-method-not-allowed");
    }

    @Test
    void making_inAContextOfAnotherType_isRefused() {
        String provider = "PPL123456";
        TestSigner seal = new TestSigner.Builder()
                .name(BCStyle.C, "PL")
                .name(BCStyle.O, "Dostawca")
                .name(BCStyle.ORGANIZATION_IDENTIFIER, provider)
                .name(BCStyle.CN, provider)
                .build();
        TaxpayerClient login = new TaxpayerClient(client(), provider, "")
                .redeemed(begun(post(new TestSignature(seal).enveloped(request("PeppolId", provider, BY_SUBJECT)))));

        Answer answer = post(login, wanted("Token dostawcy", "InvoiceRead"));

        assertThat(answer.errorCode()).isEqualTo(26002);
        assertThat(answer.errorDetail()).contains("PeppolId", "InternalId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"permissions\":[\"InvoiceRead\"]}",
                "{\"permissions\":[\"InvoiceRead\"],\"description\":\"1234\"}",
                "{\"permissions\":[],\"description\":\"12345\"}",
                "{\"description\":\"12345\"}",
                "{\"permissions\":[\"VatUeManage\"],\"description\":\"12345\"}"
            })
    void making_withAWrongField_isRefused(String request) {
        assertThat(post(owner(), RawClient.JSON.readTree(request)).errorCode()).isEqualTo(21405);
    }

    @Test
    void list_hasAllForWhoeverReadsCredentials_andElseTheirOwn() {
        Made owners = make(owner(), "Token firmy", "InvoiceRead");
        TaxpayerClient bookkeeper = person(PESEL, "InvoiceRead");
        Made bookkeepers = make(bookkeeper, "Token księgowej", "InvoiceRead");
        TaxpayerClient clerk = person("85010112345", "CredentialsRead");

        assertThat(listed(owner(), "")).containsExactly(bookkeepers.reference(), owners.reference());
        assertThat(listed(clerk, "")).containsExactly(bookkeepers.reference(), owners.reference());
        assertThat(listed(bookkeeper, "")).containsExactly(bookkeepers.reference());
        assertThat(listed(holder(owners).signedIn(), "")).as("the one in use").containsExactly(owners.reference());
        assertThat(listed(taxpayer().signedIn(), "")).as("another context").doesNotContain(owners.reference());
    }

    @Test
    void list_withConditions_hasWhatMeetsThem() {
        TaxpayerClient owner = owner();
        Made active = make(owner, "Wysyłka FAKTUR", "InvoiceWrite");
        Made bookkeepers = make(person(PESEL, "InvoiceRead"), "Odczyt faktur", "InvoiceRead");
        Made revoked = make(owner, "Inny token", "InvoiceRead");
        revoke(owner, revoked);

        assertThat(listed(owner, "?description=faktur")).containsExactly(bookkeepers.reference(), active.reference());
        assertThat(listed(owner, "?status=Revoking&status=Revoked")).containsExactly(revoked.reference());
        assertThat(listed(owner, "?authorIdentifierType=Pesel")).containsExactly(bookkeepers.reference());
        assertThat(listed(owner, "?authorIdentifier=" + PESEL.substring(2, 6)))
                .contains(bookkeepers.reference())
                .doesNotContain(active.reference());
    }

    @Test
    void list_ofMoreThanAPage_goesOnBehindIt() {
        TaxpayerClient owner = owner();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.add(0, make(owner, "Token " + i, "InvoiceRead").reference());
        }

        JsonNode first = client().get("/tokens?pageSize=10", owner.access()).json();
        JsonNode second = client().get(
                        "/tokens?pageSize=10",
                        owner.access(),
                        Map.of(
                                "x-continuation-token",
                                first.path("continuationToken").stringValue()))
                .json();

        assertThat(references(first)).isEqualTo(made.subList(0, 10));
        assertThat(references(second)).isEqualTo(made.subList(10, 12));
        assertThat(second.has("continuationToken")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "?status=Dead,21405",
        "?description=ab,21405",
        "?authorIdentifier=12,21405",
        "?authorIdentifierType=System,21405",
        "?pageSize=101,21405"
    })
    void list_withAWrongCondition_isRefused(String query, int code) {
        assertThat(client().get("/tokens" + query, owner().access()).errorCode())
                .isEqualTo(code);
    }

    @Test
    void list_withAContinuationTokenOfAnother_isRefused() {
        assertThat(client().get("/tokens", owner().access(), Map.of("x-continuation-token", "c2Vzc2lvbnMjMQ=="))
                        .errorCode())
                .isEqualTo(21418);
    }

    @Test
    void token_ofAnother_isNeitherShownNorRevoked() {
        Made owners = make(owner(), "Token firmy", "InvoiceRead");
        TaxpayerClient bookkeeper = person(PESEL, "InvoiceRead");
        TaxpayerClient reader = person("85010112345", "CredentialsRead");

        Answer shown = client().get("/tokens/" + owners.reference(), bookkeeper.access());
        Answer revoked = revoke(bookkeeper, owners);

        assertThat(shown.json().path("reasonCode").stringValue()).isEqualTo("insufficient-resource-access");
        assertThat(revoked.status()).isEqualTo(403);
        assertThat(revoke(reader, owners).status()).as("who may read all").isEqualTo(403);
        assertThat(revoke(taxpayer().signedIn(), owners).errorCode())
                .as("in another context there is none")
                .isEqualTo(21405);
        assertThat(code(signIn(owners))).isEqualTo(200);
    }

    @Test
    void token_revokesItself_andNoOther() {
        Made first = make(owner(), "Pierwszy token", "InvoiceRead");
        Made second = make(owner(), "Drugi token", "InvoiceRead");
        TaxpayerClient holder = holder(first).signedIn();

        assertThat(revoke(holder, second).status()).isEqualTo(403);
        assertThat(revoke(holder, first).status()).isEqualTo(204);
        assertThat(code(signIn(second))).isEqualTo(200);
        assertThat(code(signIn(first))).isEqualTo(450);
    }

    @Test
    void token_ofAPersonWithANip_isThatPersonsByEitherNumber() {
        JsonNode request = RawClient.JSON
                .createObjectNode()
                .put("nip", nip)
                .put("pesel", PESEL)
                .put("isBailiff", false)
                .put("description", "Jednoosobowa firma");
        assertThat(client().post("/testdata/person", "", request).status()).isEqualTo(200);
        Made byNip = make(owner(), "Token firmy", "InvoiceRead");

        assertThat(revoke(signedIn(TestSigner.person("PNOPL-" + PESEL)), byNip).status())
                .isEqualTo(204);
        client().post(
                        "/testdata/person/remove",
                        "",
                        RawClient.JSON.createObjectNode().put("nip", nip));
    }

    @Test
    void token_ofTheSettings_isListedAndRevokedAsAnyOther() {
        String settings = simulator().addTaxpayer(nip);
        TaxpayerClient owner = owner();
        Made token = new Made(settings.substring(0, 36), settings);

        assertThat(listed(owner, "")).contains(token.reference());
        assertThat(code(signIn(token))).isEqualTo(200);
        revoke(owner, token);
        assertThat(code(signIn(token))).isEqualTo(450);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "20261123-EC-0000000000-0000000000-00"})
    void token_thatThereIsNot_isRefused(String reference) {
        TaxpayerClient owner = owner();

        assertThat(client().get("/tokens/" + reference, owner.access()).errorCode())
                .isEqualTo(21405);
        assertThat(client().delete("/tokens/" + reference, owner.access()).errorCode())
                .isEqualTo(21405);
    }
}
