package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OtherFormsTest extends SimulatorTest {

    @Test
    void invoiceFa2_inItsSession_isTakenAndConfirmedByItsName() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = open(taxpayer, "FA (2)", "1-0E", "FA");
        String xml = TestInvoice.of(taxpayer)
                .xml()
                .replace("FA (3)", "FA (2)")
                .replace("2025/06/25/13775", "2023/06/29/12648");

        JsonNode status = session.sendAndLook(xml);
        SignedUpo upo = SignedUpo.read(
                session.get("/invoices/" + status.path("referenceNumber").stringValue() + "/upo")
                        .body());

        assertThat(status.path("status").path("code").intValue())
                .as("taken: " + status)
                .isEqualTo(200);
        assertThat(upo.texts("NazwaStrukturyLogicznej")).as("its schema").containsExactly("Schemat_FA(2)_v1-0E.xsd");
    }

    @Test
    void invoiceRr_sentByTheBuyerWhomTheFarmerAuthorized_isTakenInTheNameOfTheFarmer() {
        TaxpayerClient buyer = taxpayer().signedIn();
        assertThat(open(buyer, "FA_RR (1)", "1-1E", "FA_RR")
                        .sendAndLook(invoiceRr("1111111111", buyer.nip()))
                        .path("status")
                        .path("code")
                        .intValue())
                .as("without asking")
                .isEqualTo(410);
        simulator().authorize(buyer.nip(), "1111111111");

        JsonNode status = open(buyer, "FA_RR (1)", "1-1E", "FA_RR").sendAndLook(invoiceRr("1111111111", buyer.nip()));

        assertThat(status.path("status").path("code").intValue())
                .as("taken: " + status)
                .isEqualTo(200);
        assertThat(status.path("ksefNumber").stringValue())
                .as("the farmer is the seller")
                .startsWith("1111111111-");
        assertThat(status.path("invoiceNumber").stringValue()).as("its number").isEqualTo("RR/1");
    }

    @Test
    void invoiceRr_sentByTheFarmer_failsByRights() {
        TaxpayerClient farmer = taxpayer().signedIn();

        JsonNode status = open(farmer, "FA_RR (1)", "1-1E", "FA_RR").sendAndLook(invoiceRr(farmer.nip(), "1111111111"));

        assertThat(status.path("status").path("code").intValue())
                .as("the buyer issues it")
                .isEqualTo(410);
    }

    private ClientSession open(TaxpayerClient taxpayer, String systemCode, String schemaVersion, String value) {
        ClientSession.Key key = ClientSession.Key.random();
        ObjectNode request = taxpayer.openRequest(key);
        request.putObject("formCode")
                .put("systemCode", systemCode)
                .put("schemaVersion", schemaVersion)
                .put("value", value);
        String reference = client().post("/sessions/online", taxpayer.access(), request)
                .json()
                .path("referenceNumber")
                .stringValue();
        return new ClientSession(taxpayer, key, reference);
    }

    private static String invoiceRr(String farmerNip, String buyerNip) {
        return """
                <Faktura xmlns="http://crd.gov.pl/wzor/2026/03/06/14189/">
                  <Naglowek><KodFormularza kodSystemowy="FA_RR (1)" wersjaSchemy="1-1E">FA_RR</KodFormularza></Naglowek>
                  <Podmiot1><DaneIdentyfikacyjne><NIP>%s</NIP></DaneIdentyfikacyjne></Podmiot1>
                  <Podmiot2><DaneIdentyfikacyjne><NIP>%s</NIP></DaneIdentyfikacyjne></Podmiot2>
                  <FakturaRR><P_4B>2026-11-23</P_4B><P_4C>RR/1</P_4C><RodzajFaktury>VAT_RR</RodzajFaktury></FakturaRR>
                </Faktura>
                """.formatted(farmerNip, buyerNip);
    }
}
