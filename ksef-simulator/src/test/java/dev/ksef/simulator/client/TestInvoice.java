package dev.ksef.simulator.client;

import java.util.UUID;

/** A valid FA(3) invoice, and what tests change of it. */
public record TestInvoice(
        String sellerNip, String number, String issueDate, String kind, String beforeRoot, String end) {

    public static TestInvoice of(TaxpayerClient seller) {
        return new TestInvoice(seller.nip(), "FV/" + UUID.randomUUID(), "2026-11-23", "VAT", "", "");
    }

    public TestInvoice number(String other) {
        return new TestInvoice(sellerNip, other, issueDate, kind, beforeRoot, end);
    }

    public TestInvoice issueDate(String other) {
        return new TestInvoice(sellerNip, number, other, kind, beforeRoot, end);
    }

    public TestInvoice kind(String other) {
        return new TestInvoice(sellerNip, number, issueDate, other, beforeRoot, end);
    }

    public TestInvoice beforeRoot(String text) {
        return new TestInvoice(sellerNip, number, issueDate, kind, text, end);
    }

    public TestInvoice end(String elements) {
        return new TestInvoice(sellerNip, number, issueDate, kind, beforeRoot, elements);
    }

    public String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                %s<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
                  <Naglowek>
                    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
                    <WariantFormularza>3</WariantFormularza>
                    <DataWytworzeniaFa>2026-11-23T10:00:00Z</DataWytworzeniaFa>
                  </Naglowek>
                  <Podmiot1>
                    <DaneIdentyfikacyjne><NIP>%s</NIP><Nazwa>Sprzedawca</Nazwa></DaneIdentyfikacyjne>
                    <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Prosta 1</AdresL1></Adres>
                  </Podmiot1>
                  <Podmiot2>
                    <DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne>
                    <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Krzywa 2</AdresL1></Adres>
                    <JST>2</JST>
                    <GV>2</GV>
                  </Podmiot2>
                  <Fa>
                    <KodWaluty>PLN</KodWaluty>
                    <P_1>%s</P_1>
                    <P_2>%s</P_2>
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
                    <RodzajFaktury>%s</RodzajFaktury>
                    <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Towar</P_7><P_8B>1</P_8B><P_9A>100.00</P_9A>
                      <P_11>100.00</P_11><P_12>23</P_12></FaWiersz>
                  </Fa>%s
                </Faktura>
                """.formatted(beforeRoot, sellerNip, issueDate, number, kind, end);
    }
}
