package dev.ksef;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** A small FA(3) invoice, and what tests change of it. */
record AnInvoice(String seller, String number, LocalDate issued, Map<String, String> parts) {

    static AnInvoice of(String seller, String number, LocalDate issued) {
        return new AnInvoice(
                seller,
                number,
                issued,
                Map.of(
                        "type", "VAT",
                        "currency", "PLN",
                        "amounts", "<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>"));
    }

    /** An invoice that the buyer issues for a flat-rate farmer. */
    static byte[] ofFarmer(String farmer, String buyer, String number, LocalDate issued) {
        return ("<Faktura xmlns=\"http://crd.gov.pl/wzor/2026/03/06/14189/\"><Naglowek>"
                        + "<KodFormularza kodSystemowy=\"FA_RR (1)\" wersjaSchemy=\"1-1E\">FA_RR</KodFormularza></Naglowek>"
                        + party("Podmiot1", "<NIP>" + farmer + "</NIP>", "")
                        + party("Podmiot2", "<NIP>" + buyer + "</NIP>", "")
                        + "<FakturaRR><KodWaluty>PLN</KodWaluty><P_4B>" + issued + "</P_4B><P_4C>" + number + "</P_4C>"
                        + "<P_11_1>1000.00</P_11_1><P_11_2>70.00</P_11_2><P_12_1>1070.00</P_12_1>"
                        + "<RodzajFaktury>VAT_RR</RodzajFaktury></FakturaRR></Faktura>")
                .getBytes(StandardCharsets.UTF_8);
    }

    AnInvoice type(String type) {
        return with("type", type);
    }

    AnInvoice currency(String currency) {
        return with("currency", currency);
    }

    AnInvoice amounts(String elements) {
        return with("amounts", elements);
    }

    AnInvoice selfInvoicing() {
        return with("notes", "<Adnotacje><P_17>1</P_17></Adnotacje>");
    }

    AnInvoice attachment() {
        return with("attachment", "<Zalacznik/>");
    }

    AnInvoice buyer(String nip) {
        return with("buyer", party("Podmiot2", "<NIP>" + nip + "</NIP><Nazwa>Nabywca</Nazwa>", ""));
    }

    AnInvoice buyerVatUe(String country, String number) {
        return with("buyer", party("Podmiot2", "<KodUE>" + country + "</KodUE><NrVatUE>" + number + "</NrVatUE>", ""));
    }

    AnInvoice buyerOther(String country, String number) {
        return with("buyer", party("Podmiot2", "<KodKraju>" + country + "</KodKraju><NrID>" + number + "</NrID>", ""));
    }

    AnInvoice buyerUnknown() {
        return with("buyer", party("Podmiot2", "<BrakID>1</BrakID>", ""));
    }

    AnInvoice thirdSubject(String nip, int role) {
        return with("third", party("Podmiot3", "<NIP>" + nip + "</NIP>", "<Rola>" + role + "</Rola>"));
    }

    AnInvoice authorizedSubject(String nip, int role) {
        return with(
                "authorized", party("PodmiotUpowazniony", "<NIP>" + nip + "</NIP>", "<RolaPU>" + role + "</RolaPU>"));
    }

    private static String party(String name, String identity, String role) {
        return "<" + name + "><DaneIdentyfikacyjne>" + identity + "</DaneIdentyfikacyjne>" + role + "</" + name + ">";
    }

    private AnInvoice with(String part, String text) {
        Map<String, String> changed = new HashMap<>(parts);
        changed.put(part, text);
        return new AnInvoice(seller, number, issued, changed);
    }

    private String part(String name) {
        return parts.getOrDefault(name, "");
    }

    byte[] xml() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                        + "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Naglowek>"
                        + "<KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza>"
                        + "<WariantFormularza>3</WariantFormularza></Naglowek>"
                        + party("Podmiot1", "<NIP>" + seller + "</NIP><Nazwa>Sprzedawca ąę</Nazwa>", "")
                        + part("buyer") + part("third") + part("authorized")
                        + "<Fa><KodWaluty>" + part("currency") + "</KodWaluty><P_1>" + issued + "</P_1><P_2>" + number
                        + "</P_2>" + part("amounts") + part("notes") + "<RodzajFaktury>" + part("type")
                        + "</RodzajFaktury></Fa>" + part("attachment") + "</Faktura>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
