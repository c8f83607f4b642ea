package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may call what. */
class DoorkeeperTest extends PermissionTest {

    private static final String QUERY = "{'queryType': 'PermissionsInCurrentContext'}";

    private Answer query(String access) {
        return client().post("/permissions/query/persons/grants", access, json(QUERY));
    }

    private Answer open(TaxpayerClient by) {
        ObjectNode request = by.openRequest(ClientSession.Key.random());
        return client().post("/sessions/online", by.access(), request);
    }

    @Test
    void bookkeeper_whoMayOnlyRead_readsAndSendsNothing() {
        String pesel = pesel();
        toPerson(ownerOf(nip), pesel, "InvoiceRead");

        TaxpayerClient bookkeeper = person(pesel, "Nip", nip);

        assertMissing(
                open(bookkeeper),
                List.of("InvoiceWrite", "PefInvoiceWrite", "EnforcementOperations"),
                List.of("InvoiceRead"));
        Answer unknown = client().get("/invoices/ksef/" + nip + "-20261123-0100001AF629-AF", bookkeeper.access());
        assertThat(unknown.status()).as("the door is open").isEqualTo(400);
    }

    @Test
    void refusal_comesAfterTheQuestionWhoIsThere() {
        String pesel = pesel();
        toPerson(ownerOf(nip), pesel, "InvoiceRead");
        TaxpayerClient bookkeeper = person(pesel, "Nip", nip);

        assertThat(query("").status()).isEqualTo(401);
        assertThat(query(bookkeeper.refresh()).status()).isEqualTo(401);
        assertThat(query(bookkeeper.access()).status()).isEqualTo(403);
    }

    @Test
    void accessToken_tellsTheRightsOfItsTime_andTheNextOnesOthers() {
        TaxpayerClient owner = ownerOf(nip);
        String pesel = pesel();
        toPerson(owner, pesel, "InvoiceRead");
        TaxpayerClient admin = person(pesel, "Nip", nip);
        String before = admin.access();
        toPerson(owner, pesel, "CredentialsRead");

        assertThat(query(before).status()).as("issued before the grant").isEqualTo(403);
        String after = refreshed(admin);
        assertThat(query(after).status()).as("issued after the grant").isEqualTo(200);

        simulator().revoke(pesel, nip);

        assertThat(query(after).status()).as("issued before the revocation").isEqualTo(200);
        assertThat(refresh(admin).errorCode()).as("nothing is left").isEqualTo(21301);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
    }

    @Test
    void owner_mayDoAllButManageAnEntityOfTheUnion() {
        TaxpayerClient owner = ownerOf(nip);

        assertThat(open(owner).status()).isEqualTo(201);
        assertMissing(
                client().post("/permissions/eu-entities/grants", owner.access(), RawClient.JSON.createObjectNode()),
                List.of("VatUeManage"),
                List.of(
                        "CredentialsManage",
                        "CredentialsRead",
                        "InvoiceWrite",
                        "InvoiceRead",
                        "Introspection",
                        "SubunitManage",
                        "EnforcementOperations",
                        "CollectiveIdentifierManage"));
    }
}
