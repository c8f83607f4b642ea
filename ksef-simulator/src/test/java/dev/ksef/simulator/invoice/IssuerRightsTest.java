package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose invoices a context may issue. */
class IssuerRightsTest extends XadesTest {

    private static final String BUYER = "5265877635";

    private String seller;

    @BeforeEach
    void anotherSeller() {
        seller = nip();
    }

    /** The code of an invoice of the seller, changed in one place. */
    private int code(TaxpayerClient by, String text, String other) {
        String xml = new TestInvoice(seller, "FV/" + nip(), "2026-11-23", "VAT", "", "")
                .xml()
                .replace(text, other);
        JsonNode status = by.open().sendAndLook(xml);
        return status.path("status").path("code").intValue();
    }

    private static String nipOf(String party) {
        return "<NIP>" + party + "</NIP>";
    }

    @Test
    void buyer_issuesForASellerWhoAgreed_andForNobodyElse() {
        TaxpayerClient buyer = taxpayer(nip()).signedIn();
        assertThat(code(buyer, BUYER, buyer.nip())).as("without asking").isEqualTo(410);

        simulator().authorize(buyer.nip(), seller);

        assertThat(code(buyer, BUYER, buyer.nip())).isEqualTo(200);
        assertThat(code(buyer, "none", "")).as("of another buyer").isEqualTo(410);
        assertThat(code(taxpayer(nip()).signedIn(), BUYER, buyer.nip()))
                .as("by another")
                .isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({"3, 200", "1, 410", "2, 410"})
    void taxRepresentative_whoIsNamedAsSuch_issuesForTheSeller(String role, int code) {
        TaxpayerClient representative = taxpayer(nip()).signedIn();
        assertThat(code(representative, "<Fa>", authorized(representative.nip(), role)))
                .as("without asking")
                .isEqualTo(410);

        simulator().authorize(representative.nip(), seller);

        assertThat(code(representative, "<Fa>", authorized(representative.nip(), role)))
                .isEqualTo(code);
    }

    @Test
    void authorityOfEnforcement_issuesForTheDebtor() {
        TaxpayerClient authority = taxpayer(nip()).signedIn();
        client().post(
                        "/testdata/subject",
                        "",
                        RawClient.JSON
                                .createObjectNode()
                                .put("subjectNip", authority.nip())
                                .put("subjectType", "EnforcementAuthority")
                                .put("description", "Urząd"));

        assertThat(code(authority, "<Fa>", authorized(authority.nip(), "1"))).isEqualTo(200);
        assertThat(code(authority, "<Fa>", authorized(authority.nip(), "2")))
                .as("as a bailiff")
                .isEqualTo(410);
    }

    private static String authorized(String nip, String role) {
        return "<PodmiotUpowazniony><DaneIdentyfikacyjne>" + nipOf(nip)
                + "<Nazwa>Pełnomocnik</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju>"
                + "<AdresL1>ul. Nowa 3</AdresL1></Adres><RolaPU>" + role + "</RolaPU></PodmiotUpowazniony><Fa>";
    }

    @Test
    void peppolProvider_issuesForASellerWhoAgreed() {
        String id = "PPL" + seller.substring(0, 6);
        TestSigner seal = new TestSigner.Builder()
                .name(BCStyle.C, "PL")
                .name(BCStyle.O, "Dostawca")
                .name(BCStyle.ORGANIZATION_IDENTIFIER, id)
                .name(BCStyle.CN, id)
                .build();
        byte[] document = new TestSignature(seal).enveloped(request("PeppolId", id, BY_SUBJECT));
        TaxpayerClient provider = new TaxpayerClient(client(), seller, "").redeemed(begun(post(document)));
        assertThat(code(provider, "none", "")).as("without asking").isEqualTo(410);

        simulator().authorize(id, seller);

        assertThat(code(provider, "none", "")).isEqualTo(200);
    }

    @Test
    void buyerOfTheUnion_issuesWhatItBuysOfItsTaxpayer() {
        TestSigner administrator = TestSigner.named().build();
        String context = seller + "-DE123456789";
        simulator().grant(administrator.fingerprint(), context);
        byte[] document = new TestSignature(administrator).enveloped(request("NipVatUe", context, BY_FINGERPRINT));
        TaxpayerClient buyer = new TaxpayerClient(client(), seller, "").redeemed(begun(post(document)));
        String there = "<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>";

        assertThat(code(buyer, nipOf(BUYER), there)).isEqualTo(200);
        assertThat(code(buyer, nipOf(BUYER), there.replace("9<", "8<")))
                .as("what another buys")
                .isEqualTo(410);
    }
}
