package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DuplicateTest extends SimulatorTest {

    @Test
    void invoice_takenInAnotherSession_isADuplicateWithItsOriginal() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession first = taxpayer.open();
        TestInvoice invoice = TestInvoice.of(taxpayer);
        String original = first.sendAndLook(invoice.xml()).path("ksefNumber").stringValue();

        JsonNode status = taxpayer.open().sendAndLook(invoice.xml()).path("status");

        assertThat(status.path("code").intValue()).as("duplicate").isEqualTo(440);
        assertThat(status.path("extensions").path("originalKsefNumber").stringValue())
                .as("of this invoice")
                .isEqualTo(original);
        assertThat(status.path("extensions")
                        .path("originalSessionReferenceNumber")
                        .stringValue())
                .as("in this session")
                .isEqualTo(first.referenceNumber());
    }

    @Test
    void invoice_withSpacesAroundTheNumber_isADuplicate() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        TestInvoice invoice = TestInvoice.of(taxpayer);
        session.send(invoice.xml());

        assertThat(code(session.sendAndLook(
                        invoice.number("  " + invoice.number() + "\n").xml())))
                .as("the number is a token: white space around it is none of it")
                .isEqualTo(440);
    }

    @Test
    void invoice_ofAnotherKindOrNumber_isTaken() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        TestInvoice invoice = TestInvoice.of(taxpayer);
        session.send(invoice.xml());

        assertThat(code(session.sendAndLook(invoice.kind("ZAL").xml())))
                .as("kind counts")
                .isEqualTo(200);
        assertThat(code(session.sendAndLook(
                        invoice.number(invoice.number() + "/1").xml())))
                .as("number counts")
                .isEqualTo(200);
    }

    @Test
    void invoice_ofAnotherSellerWithTheSameNumber_isTaken() {
        TaxpayerClient one = taxpayer().signedIn();
        TaxpayerClient other = taxpayer().signedIn();
        one.open().send(TestInvoice.of(one).number("1").xml());

        assertThat(code(other.open()
                        .sendAndLook(TestInvoice.of(other).number("1").xml())))
                .as("seller counts")
                .isEqualTo(200);
    }

    @Test
    void invoice_rejectedBefore_isNoDuplicate() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        TestInvoice invoice = TestInvoice.of(taxpayer);
        assertThat(code(session.sendAndLook(invoice.issueDate("2030-01-01").xml())))
                .as("rejected")
                .isEqualTo(450);

        assertThat(code(session.sendAndLook(invoice.xml())))
                .as("what was rejected does not count")
                .isEqualTo(200);
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
