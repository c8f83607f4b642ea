package dev.ksef.domain;

import dev.ksef.model.InvoiceXml;
import java.nio.charset.StandardCharsets;

/** Small invoices of our own that break no rule, of each structure. */
public final class Invoices {

    /** The day of issue of all of them. */
    public static final String ISSUED = "2026-11-02";

    public static final String FA_3 = fa("FA (3)", "3", "http://crd.gov.pl/wzor/2025/06/25/13775/");
    public static final String FA_2 = fa("FA (2)", "2", "http://crd.gov.pl/wzor/2023/06/29/12648/");

    public static final String FA_RR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2026/03/06/14189/">
              <Naglowek>
                <KodFormularza kodSystemowy="FA_RR (1)" wersjaSchemy="1-1E">FA_RR</KodFormularza>
                <WariantFormularza>1</WariantFormularza>
              </Naglowek>
              <Podmiot1>
                <DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>Gospodarstwo Żuławy</Nazwa></DaneIdentyfikacyjne>
              </Podmiot1>
              <Podmiot2>
                <DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Młyn</Nazwa></DaneIdentyfikacyjne>
              </Podmiot2>
              <FakturaRR>
                <KodWaluty>PLN</KodWaluty>
                <P_4B>2026-11-02</P_4B>
                <P_4C>RR/1</P_4C>
                <RodzajFaktury>VAT_RR</RodzajFaktury>
              </FakturaRR>
            </Faktura>
            """;

    public static final String PEF = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
                xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>PEF/1</cbc:ID>
              <cbc:IssueDate>2026-11-02</cbc:IssueDate>
              <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
              <cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme>
                <cbc:CompanyID>PL5265877635</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
              </cac:PartyTaxScheme></cac:Party></cac:AccountingSupplierParty>
              <cac:AccountingCustomerParty><cac:Party><cac:PartyTaxScheme>
                <cbc:CompanyID>1111111111</cbc:CompanyID>
              </cac:PartyTaxScheme></cac:Party></cac:AccountingCustomerParty>
            </Invoice>
            """;

    private Invoices() {}

    /** The file with this text. */
    public static InvoiceXml xml(String text) {
        return InvoiceXml.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Complete, so that the official schemas take it. */
    private static String fa(String systemCode, String variant, String namespace) {
        String ofThree = """
                    <JST>2</JST>
                    <GV>2</GV>
                """;
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Faktura xmlns="%s">
                  <Naglowek>
                    <KodFormularza kodSystemowy="%s" wersjaSchemy="1-0E">FA</KodFormularza>
                    <WariantFormularza>%s</WariantFormularza>
                    <DataWytworzeniaFa>2026-11-02T08:00:00Z</DataWytworzeniaFa>
                  </Naglowek>
                  <Podmiot1>
                    <DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Wytwórnia Łożysk</Nazwa></DaneIdentyfikacyjne>
                    <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Próżna 1</AdresL1></Adres>
                  </Podmiot1>
                  <Podmiot2>
                    <DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne>
                %s  </Podmiot2>
                  <Podmiot3>
                    <DaneIdentyfikacyjne><IDWew>5265877635-00004</IDWew><Nazwa>Oddział</Nazwa></DaneIdentyfikacyjne>
                    <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Boczna 2</AdresL1></Adres>
                    <Rola>2</Rola>
                  </Podmiot3>
                  <Fa>
                    <KodWaluty>PLN</KodWaluty>
                    <P_1>2026-11-02</P_1>
                    <P_2>FV/1</P_2>
                    <P_13_1>100.00</P_13_1>
                    <P_14_1>23.00</P_14_1>
                    <P_15>123.00</P_15>
                    <Adnotacje>
                      <P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A>
                      <Zwolnienie><P_19N>1</P_19N></Zwolnienie>
                      <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>
                      <P_23>2</P_23>
                      <PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>
                    </Adnotacje>
                    <RodzajFaktury>VAT</RodzajFaktury>
                    <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Łożysko</P_7><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>
                  </Fa>
                </Faktura>
                """.formatted(namespace, systemCode, variant, variant.equals("3") ? ofThree : "");
    }
}
