package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sessions of a context somebody lists. */
class OwnSessionsTest extends XadesTest {

    private static final String WRITER = "90010112345";
    private static final String OTHER = "80010112345";

    private String nip;

    @BeforeEach
    void contextOfItsOwn() {
        nip = nip();
    }

    private TaxpayerClient signedIn(TestSigner signer) {
        return new TaxpayerClient(client(), nip, "")
                .redeemed(begun(post(new TestSignature(signer).enveloped(request(nip)))));
    }

    /** A person who has these rights in the context and no others. */
    private TaxpayerClient person(String pesel, String... rights) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.putObject("contextIdentifier").put("type", "Nip").put("value", nip);
        request.putObject("authorizedIdentifier").put("type", "Pesel").put("value", pesel);
        ArrayNode permissions = request.putArray("permissions");
        for (String right : rights) {
            permissions.addObject().put("permissionType", right).put("description", "Opis uprawnienia");
        }
        assertThat(client().post("/testdata/permissions", "", request).status()).isEqualTo(200);
        return signedIn(TestSigner.person("PNOPL-" + pesel));
    }

    private List<String> listed(TaxpayerClient caller) {
        return client().get("/sessions?sessionType=Online", caller.access())
                .json()
                .path("sessions")
                .valueStream()
                .map(session -> session.path("referenceNumber").stringValue())
                .toList();
    }

    @Test
    void whoOnlySendsInvoices_listsItsOwnSessions() {
        TaxpayerClient writer = person(WRITER, "InvoiceWrite");
        TaxpayerClient other = person(OTHER, "InvoiceWrite");
        String own = writer.open().referenceNumber();
        String ofOther = other.open().referenceNumber();

        assertThat(listed(writer)).containsExactly(own);
        assertThat(listed(other)).containsExactly(ofOther);
        assertThat(listed(signedIn(TestSigner.person("PNOPL-" + WRITER))))
                .as("of an earlier login, too")
                .containsExactly(own);
    }

    @Test
    void whoLooksThroughHistory_listsAllSessionsOfTheContext() {
        String opened = person(WRITER, "InvoiceWrite").open().referenceNumber();
        String ofOwner = signedIn(TestSigner.seal(nip)).open().referenceNumber();

        assertThat(listed(person(OTHER, "Introspection"))).containsExactly(ofOwner, opened);
        assertThat(listed(signedIn(TestSigner.seal(nip)))).containsExactly(ofOwner, opened);
    }
}
