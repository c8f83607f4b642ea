package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceFactsTest {

    private static final String INVOICE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <f:Faktura xmlns:f="http://crd.gov.pl/wzor/2025/06/25/13775/">
              <f:Podmiot2><f:DaneIdentyfikacyjne><f:NIP>1111111111</f:NIP></f:DaneIdentyfikacyjne></f:Podmiot2>
              <f:Podmiot1><f:Zagniezdzony><f:DaneIdentyfikacyjne><f:NIP>2222222222</f:NIP></f:DaneIdentyfikacyjne>
              </f:Zagniezdzony><f:DaneIdentyfikacyjne><f:NIP> 5265877635 </f:NIP></f:DaneIdentyfikacyjne></f:Podmiot1>
              <f:Fa><f:P_1><![CDATA[2026-11-02]]></f:P_1></f:Fa>
            </f:Faktura>""";

    @Test
    void facts_areReadByTheirPlace_whateverThePrefix() {
        InvoiceFacts facts = of(INVOICE);
        assertThat(facts.sellerNip()).isEqualTo(new Nip("5265877635"));
        assertThat(facts.issueDate()).isEqualTo(LocalDate.of(2026, 11, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not xml",
                "<Faktura><Podmiot1>",
                "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>",
                "<!DOCTYPE F [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Faktura><Fa><P_1>&x;</P_1></Fa></Faktura>",
                "<Faktura><Fa><P_1>soon</P_1></Fa><Podmiot1><DaneIdentyfikacyjne><NIP>abc</NIP></DaneIdentyfikacyjne>"
                        + "</Podmiot1></Faktura>"
            })
    void whatCannotBeRead_isUnknownAndNoError(String xml) {
        InvoiceFacts facts = of(xml);
        assertThat(facts.sellerNip()).isNull();
        assertThat(facts.issueDate()).isNull();
    }

    private static InvoiceFacts of(String xml) {
        return InvoiceFacts.of(InvoiceXml.of(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
