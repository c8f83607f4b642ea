package dev.ksef;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** A small FA(3) invoice, and what tests change of it. */
record AnInvoice(
        String seller,
        String number,
        LocalDate issued,
        String type,
        String currency,
        String parties,
        String amounts,
        String notes) {

    static AnInvoice of(String seller, String number, LocalDate issued) {
        return new AnInvoice(
                seller,
                number,
                issued,
                "VAT",
                "PLN",
                "",
                "<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>",
                "");
    }

    AnInvoice type(String other) {
        return new AnInvoice(seller, number, issued, other, currency, parties, amounts, notes);
    }

    AnInvoice currency(String other) {
        return new AnInvoice(seller, number, issued, type, other, parties, amounts, notes);
    }

    AnInvoice amounts(String elements) {
        return new AnInvoice(seller, number, issued, type, currency, parties, elements, notes);
    }

    AnInvoice selfInvoicing() {
        return new AnInvoice(
                seller, number, issued, type, currency, parties, amounts, "<Adnotacje><P_17>1</P_17></Adnotacje>");
    }

    AnInvoice buyer(String nip) {
        return with("<Podmiot2><DaneIdentyfikacyjne><NIP>" + nip
                + "</NIP><Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne></Podmiot2>");
    }

    AnInvoice buyerVatUe(String country, String number) {
        return with("<Podmiot2><DaneIdentyfikacyjne><KodUE>" + country + "</KodUE><NrVatUE>" + number
                + "</NrVatUE></DaneIdentyfikacyjne></Podmiot2>");
    }

    AnInvoice thirdSubject(String nip, int role) {
        return with("<Podmiot3><DaneIdentyfikacyjne><NIP>" + nip
                + "</NIP><Nazwa>Trzeci</Nazwa></DaneIdentyfikacyjne><Rola>" + role + "</Rola></Podmiot3>");
    }

    AnInvoice authorizedSubject(String nip, int role) {
        return with("<PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>" + nip
                + "</NIP><Nazwa>Komornik</Nazwa></DaneIdentyfikacyjne><RolaPU>" + role
                + "</RolaPU></PodmiotUpowazniony>");
    }

    private AnInvoice with(String party) {
        return new AnInvoice(seller, number, issued, type, currency, parties + party, amounts, notes);
    }

    byte[] xml() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                        + "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Naglowek>"
                        + "<KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza>"
                        + "<WariantFormularza>3</WariantFormularza></Naglowek>"
                        + "<Podmiot1><DaneIdentyfikacyjne><NIP>" + seller
                        + "</NIP><Nazwa>Sprzedawca ąę</Nazwa></DaneIdentyfikacyjne></Podmiot1>" + parties
                        + "<Fa><KodWaluty>" + currency + "</KodWaluty><P_1>" + issued + "</P_1><P_2>" + number
                        + "</P_2>" + amounts + notes + "<RodzajFaktury>" + type + "</RodzajFaktury></Fa></Faktura>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
