package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.invoice.InvoiceKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceReaderTest {

    private static final Nip FIRST = new Nip("5265877635");
    private static final Nip SECOND = new Nip("1111111111");
    private static final LocalDate ISSUED = LocalDate.parse(Invoices.ISSUED);

    private final Faked.Crypto crypto = new Faked.Crypto();
    private final InvoiceReader reader = new InvoiceReader(crypto);

    @Test
    void fa_tellsAllItsFacts() {
        InvoiceFacts facts = read(Invoices.FA_3);
        byte[] bytes = Invoices.FA_3.getBytes(StandardCharsets.UTF_8);
        assertThat(facts)
                .isEqualTo(new InvoiceFacts(
                        FormCode.FA_3,
                        FIRST,
                        SECOND,
                        ISSUED,
                        "FV/1",
                        dev.ksef.model.OpenEnum.of(InvoiceKind.VAT),
                        false,
                        crypto.sha256(bytes),
                        bytes.length));
        assertThat(read(Invoices.FA_2).formCode()).isEqualTo(FormCode.FA_2);
    }

    @Test
    void farmersInvoice_hasTheFarmerAsSeller_andItsOwnElements() {
        InvoiceFacts facts = read(Invoices.FA_RR);
        assertThat(facts.formCode()).isEqualTo(FormCode.FA_RR_1);
        assertThat(facts.sellerNip()).as("Podmiot1 is the farmer").isEqualTo(SECOND);
        assertThat(facts.buyerNip()).isEqualTo(FIRST);
        assertThat(facts.issueDate()).isEqualTo(ISSUED);
        assertThat(facts.number()).isEqualTo("RR/1");
        assertThat(facts.kind().is(InvoiceKind.FARMER)).isTrue();
    }

    @Test
    void pef_isReadAsUbl() {
        InvoiceFacts facts = read(Invoices.PEF);
        assertThat(facts.formCode()).isEqualTo(FormCode.PEF_3);
        assertThat(facts.sellerNip()).isEqualTo(FIRST);
        assertThat(facts.buyerNip()).isEqualTo(SECOND);
        assertThat(facts.issueDate()).isEqualTo(ISSUED);
        assertThat(facts.number()).as("not the ID of something in it").isEqualTo("PEF/1");
        assertThat(facts.kind().value()).isEqualTo("380");
        assertThat(facts.kind().known()).isEmpty();
        InvoiceFacts corrected = read(Invoices.PEF
                .replace("Invoice-2", "CreditNote-2")
                .replace("<Invoice", "<CreditNote")
                .replace("/Invoice>", "/CreditNote>")
                .replace("InvoiceTypeCode>380", "CreditNoteTypeCode>381")
                .replace("InvoiceTypeCode", "CreditNoteTypeCode"));
        assertThat(corrected.formCode()).isEqualTo(FormCode.PEF_KOR_3);
        assertThat(corrected.kind().value()).isEqualTo("381");
        assertThat(corrected.sellerNip()).isEqualTo(FIRST);
    }

    @Test
    void facts_areReadByTheirPlace_whateverThePrefix() {
        InvoiceFacts facts = read("""
                <f:Faktura xmlns:f="http://crd.gov.pl/wzor/2025/06/25/13775/">
                  <f:Podmiot1><f:Inny><f:DaneIdentyfikacyjne><f:NIP>2222222222</f:NIP></f:DaneIdentyfikacyjne></f:Inny>
                  <f:DaneIdentyfikacyjne><f:NIP> 52658<!-- c -->77635 </f:NIP></f:DaneIdentyfikacyjne></f:Podmiot1>
                  <f:Fa><f:P_1><![CDATA[2026-11-02]]></f:P_1><f:P_2> FV
                    &#x31;&amp;2 </f:P_2></f:Fa>
                  <f:Zalacznik/>
                </f:Faktura>""");
        assertThat(facts.sellerNip()).isEqualTo(FIRST);
        assertThat(facts.issueDate()).isEqualTo(ISSUED);
        assertThat(facts.number()).isEqualTo("FV 1&2");
        assertThat(facts.hasAttachment()).isTrue();
        assertThat(facts.formCode()).as("by the namespace, without a header").isEqualTo(FormCode.FA_3);
        assertThat(facts.buyerNip()).isNull();
        assertThat(facts.kind()).isNull();
    }

    @Test
    void foreignBuyer_hasNoNip_andTheRestStands() {
        InvoiceFacts facts = read(Invoices.FA_3.replace("<NIP>1111111111</NIP>", "<NrVatUE>1111111111</NrVatUE>"));
        assertThat(facts.buyerNip()).isNull();
        assertThat(facts.sellerNip()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not xml",
                "<Faktura><Podmiot1>",
                "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Other-2'/>",
                "<!DOCTYPE F [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Faktura><Fa><P_1>&x;</P_1></Fa></Faktura>",
                "<Faktura><Fa><P_1>soon</P_1><P_2/><P_2> </P_2><RodzajFaktury/></Fa>"
                        + "<Podmiot1><DaneIdentyfikacyjne><NIP>abc</NIP></DaneIdentyfikacyjne></Podmiot1></Faktura>",
                "<Faktura><Fa><P_1><b/>2026-11-02</P_1></Fa></Faktura>"
            })
    void whatCannotBeRead_isUnknownAndNoError(String xml) {
        InvoiceFacts facts = read(xml);
        assertThat(facts)
                .isEqualTo(new InvoiceFacts(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        facts.hash(),
                        xml.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void brokenInvoice_tellsWhatStandsBeforeTheBreak() {
        InvoiceFacts facts = read(Invoices.FA_3.substring(0, Invoices.FA_3.indexOf("<P_2>")) + "<<");
        assertThat(facts.sellerNip()).isEqualTo(FIRST);
        assertThat(facts.issueDate()).isEqualTo(ISSUED);
        assertThat(facts.number()).isNull();
    }

    @Test
    void invoice_fromAnOddWriter_isReadAllTheSame() {
        byte[] text = Invoices.FA_3.replace("UTF-8", "windows-1250").getBytes(StandardCharsets.UTF_8);
        byte[] marked = new byte[text.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(text, 0, marked, 3, text.length);
        InvoiceFacts facts = reader.read(InvoiceXml.of(marked));
        assertThat(facts.sellerNip()).isEqualTo(FIRST);
        assertThat(facts.hash()).as("of the file as it is").isEqualTo(crypto.sha256(marked));
    }

    @Test
    void facts_showNothingOfTheInvoice() {
        assertThat(read(Invoices.FA_3).toString()).doesNotContain("5265877635", "FV/1");
    }

    private InvoiceFacts read(String xml) {
        return reader.read(Invoices.xml(xml));
    }
}
