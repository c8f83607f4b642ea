package dev.ksef.fa3.rule;

import java.util.EnumMap;
import java.util.Map;

/** A smallest valid invoice in which nothing is found, and for each rule a change of it that breaks this rule alone. */
final class BrokenInvoices {

    static final String BASE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
            <Naglowek>
            <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
            <WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>2026-02-01T00:00:00Z</DataWytworzeniaFa>
            </Naglowek>
            <Podmiot1>
            <DaneIdentyfikacyjne>
            <NIP>9999999999</NIP>
            <Nazwa>Seller's name</Nazwa>
            </DaneIdentyfikacyjne>
            <Adres>
            <KodKraju>PL</KodKraju>
            <AdresL1>Seller's address</AdresL1>
            </Adres>
            </Podmiot1>
            <Podmiot2>
            <DaneIdentyfikacyjne>
            <NIP>1111111111</NIP>
            <Nazwa>Buyer's name</Nazwa>
            </DaneIdentyfikacyjne>
            <Adres>
            <KodKraju>PL</KodKraju>
            <AdresL1>Buyer's address</AdresL1>
            </Adres>
            <JST>2</JST>
            <GV>2</GV>
            </Podmiot2>
            <Fa>
            <KodWaluty>PLN</KodWaluty>
            <P_1>2026-02-15</P_1>
            <P_2>FV/1</P_2>
            <P_13_1>100</P_13_1>
            <P_14_1>23</P_14_1>
            <P_15>123</P_15>
            <Adnotacje>
            <P_16>2</P_16>
            <P_17>2</P_17>
            <P_18>2</P_18>
            <P_18A>2</P_18A>
            <Zwolnienie>
            <P_19N>1</P_19N>
            </Zwolnienie>
            <NoweSrodkiTransportu>
            <P_22N>1</P_22N>
            </NoweSrodkiTransportu>
            <P_23>2</P_23>
            <PMarzy>
            <P_PMarzyN>1</P_PMarzyN>
            </PMarzy>
            </Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>
            <FaWiersz>
            <NrWierszaFa>1</NrWierszaFa>
            <P_7>Name of goods</P_7>
            <P_8B>2</P_8B>
            <P_9A>50</P_9A>
            <P_11>100</P_11>
            <P_12>23</P_12>
            </FaWiersz>
            </Fa>
            </Faktura>
            """;

    private static final String FA = "/Faktura/Fa";
    private static final String LINE = FA + "/FaWiersz[1]";
    private static final String NOTES = FA + "/Adnotacje";
    private static final String BUYER = "/Faktura/Podmiot2";
    private static final String OTHER = "<NIP>2222222222</NIP><Nazwa>Other name</Nazwa>";
    private static final String CORRECTED =
            "<DaneFaKorygowanej><DataWystFaKorygowanej>%s</DataWystFaKorygowanej><NrFaKorygowanej>FV/0</NrFaKorygowanej>"
                    + "<NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>";
    private static final String ADVANCE =
            "<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>FZ/1</NrFaZaliczkowej></FakturaZaliczkowa>";
    private static final String ADDRESS = "<Adres><KodKraju>PL</KodKraju><AdresL1>Other address</AdresL1></Adres>";

    private static final Map<Rule, Broken> ALL = new EnumMap<>(Rule.class);

    private BrokenInvoices() {}

    /** An invoice that breaks one rule, and the element to which the finding leads. */
    record Broken(Rule rule, String xpath, String xml) {

        @Override
        public String toString() {
            return rule.name();
        }
    }

    static Map<Rule, Broken> all() {
        return ALL;
    }

    static {
        breaks(Rule.SCHEMA, FA + "/P_1", base().with("2026-02-15", "yesterday"));
        sums();
        rates();
        currency();
        annotations();
        corrections();
        advances();
        dates();
        payments();
        lines();
        parties();
    }

    private static void sums() {
        breaks(Rule.TOTAL, FA + "/P_15", base().with("<P_15>123<", "<P_15>124<"));
        breaks(
                Rule.SALES_SUM_MISSING,
                FA,
                advance().without("<P_13_1>", "</P_14_1>").without("<FaWiersz>", "</FaWiersz>"));
        breaks(Rule.LINES_SUM, FA + "/P_13_1", base().amounts("200", "46", "246"));
        breaks(Rule.LINE_VALUE, LINE + "/P_11", base().with("<P_9A>50<", "<P_9A>60<"));
        breaks(
                Rule.CHARGES_SUM,
                FA + "/Rozliczenie/SumaObciazen",
                base().after(
                                "</FaWiersz>",
                                "<Rozliczenie><Obciazenia><Kwota>10</Kwota><Powod>x</Powod></Obciazenia>"
                                        + "<SumaObciazen>11</SumaObciazen></Rozliczenie>"));
        breaks(
                Rule.DEDUCTIONS_SUM,
                FA + "/Rozliczenie/SumaOdliczen",
                base().after(
                                "</FaWiersz>",
                                "<Rozliczenie><Odliczenia><Kwota>10</Kwota><Powod>x</Powod></Odliczenia>"
                                        + "<SumaOdliczen>11</SumaOdliczen></Rozliczenie>"));
        breaks(
                Rule.AMOUNT_DUE,
                FA + "/Rozliczenie/DoZaplaty",
                base().after(
                                "</FaWiersz>",
                                "<Rozliczenie><Odliczenia><Kwota>10</Kwota><Powod>x</Powod></Odliczenia>"
                                        + "<DoZaplaty>123</DoZaplaty></Rozliczenie>"));
        breaks(
                Rule.PARTIAL_ADVANCES_SUM,
                FA + "/P_15",
                advance()
                        .after(
                                "</RodzajFaktury>",
                                "<ZaliczkaCzesciowa><P_6Z>2026-02-01</P_6Z><P_15Z>100</P_15Z></ZaliczkaCzesciowa>"));
        breaks(
                Rule.ORDER_VALUE,
                FA + "/Zamowienie/WartoscZamowienia",
                advance()
                        .with(
                                "<WartoscZamowienia>246</WartoscZamowienia><ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam>",
                                "<WartoscZamowienia>246</WartoscZamowienia><ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam>"
                                        + "<P_11NettoZ>100</P_11NettoZ><P_11VatZ>23</P_11VatZ>"));
    }

    private static void rates() {
        breaks(Rule.TAX, FA + "/P_14_1", base().amounts("100", "22", "122"));
        breaks(Rule.LINE_RATE_MISSING, LINE, base().without("<P_12>", "</P_12>"));
        breaks(Rule.LINE_RATE_TWICE, LINE + "/P_12_XII", base().after("</P_12>", "<P_12_XII>19</P_12_XII>"));
        breaks(Rule.FORMER_RATE, LINE + "/P_12", base().with("<P_12>23<", "<P_12>22<"));
    }

    private static void currency() {
        breaks(
                Rule.TAX_IN_PLN_MISSING,
                FA + "/P_14_1",
                base().with("PLN", "EUR").after("</P_12>", "<KursWaluty>4.5</KursWaluty>"));
        breaks(Rule.TAX_IN_PLN_NEEDLESS, FA + "/P_14_1W", base().after("</P_14_1>", "<P_14_1W>23</P_14_1W>"));
        breaks(
                Rule.TAX_CONVERSION,
                FA + "/P_14_1W",
                base().with("PLN", "EUR")
                        .after("</P_14_1>", "<P_14_1W>23</P_14_1W>")
                        .after("</P_12>", "<KursWaluty>4.5</KursWaluty>"));
        breaks(
                Rule.EXCHANGE_RATE_NEEDLESS,
                LINE + "/KursWaluty",
                base().after("</P_12>", "<KursWaluty>4.5</KursWaluty>"));
        breaks(
                Rule.EXCHANGE_RATE_MISSING,
                FA + "/KodWaluty",
                base().with("PLN", "EUR").after("</P_14_1>", "<P_14_1W>103.50</P_14_1W>"));
        breaks(
                Rule.EXCHANGE_RATE_SIGN,
                LINE + "/KursWaluty",
                base().with("PLN", "EUR")
                        .after("</P_14_1>", "<P_14_1W>0</P_14_1W>")
                        .after("</P_12>", "<KursWaluty>0</KursWaluty>"));
        breaks(
                Rule.CONTRACT_CURRENCY,
                FA + "/WarunkiTransakcji/WalutaUmowna",
                base().after(
                                "</FaWiersz>",
                                "<WarunkiTransakcji><KursUmowny>4.5</KursUmowny><WalutaUmowna>PLN</WalutaUmowna>"
                                        + "</WarunkiTransakcji>"));
    }

    private static void annotations() {
        breaks(
                Rule.CASH_METHOD_NEEDLESS,
                NOTES + "/P_16",
                base().with("<P_16>2", "<P_16>1")
                        .sales("P_13_6_2", "0 WDT")
                        .after("<Podmiot1>", "<PrefiksPodatnika>PL</PrefiksPodatnika>")
                        .with("<NIP>1111111111</NIP>", "<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>"));
        breaks(Rule.EXEMPTION_NOT_MARKED, NOTES + "/Zwolnienie/P_19N", base().sales("P_13_7", "zw"));
        breaks(
                Rule.EXEMPTION_WITHOUT_SALES,
                NOTES + "/Zwolnienie/P_19",
                base().with("<P_19N>1</P_19N>", "<P_19>1</P_19><P_19A>x</P_19A>"));
        breaks(Rule.REVERSE_CHARGE_NOT_MARKED, NOTES + "/P_18", base().sales("P_13_10", "oo"));
        breaks(
                Rule.SPLIT_PAYMENT_NOT_MARKED,
                NOTES + "/P_18A",
                base().amounts("20000", "4600", "24600")
                        .with("<P_8B>2<", "<P_8B>400<")
                        .with("<P_11>100<", "<P_11>20000<")
                        .after("</P_12>", "<P_12_Zal_15>1</P_12_Zal_15>"));
        breaks(
                Rule.SELF_BILLING_BUYER,
                NOTES + "/P_17",
                base().with("<P_17>2", "<P_17>1").with("<NIP>1111111111</NIP>", "<BrakID>1</BrakID>"));
        breaks(
                Rule.NEW_TRANSPORT_LINE,
                NOTES + "/NoweSrodkiTransportu/NowySrodekTransportu[1]/P_NrWierszaNST",
                base().with(
                                "<P_22N>1</P_22N>",
                                "<P_22>1</P_22><P_42_5>2</P_42_5><NowySrodekTransportu><P_22A>2026-01-01</P_22A>"
                                        + "<P_NrWierszaNST>7</P_NrWierszaNST><P_22B>100</P_22B></NowySrodekTransportu>"));
        breaks(Rule.TRIANGULAR_NUMBERS, NOTES + "/P_23", base().with("<P_23>2", "<P_23>1"));
        breaks(
                Rule.MARGIN_NOT_MARKED,
                NOTES + "/PMarzy/P_PMarzyN",
                base().sales("P_13_11", "zw").without("<P_12>", "</P_12>"));
        breaks(
                Rule.MARGIN_SUM_MISSING,
                NOTES + "/PMarzy/P_PMarzy",
                base().with("<P_PMarzyN>1</P_PMarzyN>", "<P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>"));
    }

    private static void corrections() {
        String kind = FA + "/RodzajFaktury";
        breaks(Rule.CORRECTED_MISSING, kind, base().kind("KOR"));
        breaks(Rule.CORRECTED_NEEDLESS, kind, base().after("</RodzajFaktury>", CORRECTED.formatted("2026-01-01")));
        breaks(
                Rule.STATE_BEFORE_NEEDLESS,
                FA + "/FaWiersz[2]/StanPrzed",
                base().after(
                                "</FaWiersz>",
                                "<FaWiersz><NrWierszaFa>2</NrWierszaFa><P_7>x</P_7><P_11>0</P_11><P_12>23</P_12>"
                                        + "<StanPrzed>1</StanPrzed></FaWiersz>"));
        breaks(
                Rule.CORRECTED_LATER,
                FA + "/DaneFaKorygowanej[1]/DataWystFaKorygowanej",
                base().kind("KOR").after("</RodzajFaktury>", CORRECTED.formatted("2026-02-16")));
        breaks(
                Rule.AMOUNT_BEFORE_MISSING,
                kind,
                base().kind("KOR_ROZ").after("</RodzajFaktury>", CORRECTED.formatted("2026-01-01")));
        breaks(
                Rule.CORRECTED_OF_OTHER_SELLER,
                FA + "/DaneFaKorygowanej[1]/NrKSeFFaKorygowanej",
                base().kind("KOR")
                        .after(
                                "</RodzajFaktury>",
                                CORRECTED
                                        .formatted("2026-01-01")
                                        .replace(
                                                "<NrKSeFN>1</NrKSeFN>",
                                                "<NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>"
                                                        + "2222222222-20260101-010080615740-E4</NrKSeFFaKorygowanej>")));
        breaks(
                Rule.SELLER_NIP_CHANGED,
                FA + "/Podmiot1K/DaneIdentyfikacyjne/NIP",
                base().kind("KOR")
                        .after(
                                "</RodzajFaktury>",
                                CORRECTED.formatted("2026-01-01") + "<Podmiot1K><DaneIdentyfikacyjne>" + OTHER
                                        + "</DaneIdentyfikacyjne>" + ADDRESS + "</Podmiot1K>"));
        breaks(
                Rule.BUYER_NIP_CHANGED,
                FA + "/Podmiot2K[1]/DaneIdentyfikacyjne/NIP",
                base().kind("KOR")
                        .after(
                                "</RodzajFaktury>",
                                CORRECTED.formatted("2026-01-01") + "<Podmiot2K><DaneIdentyfikacyjne>" + OTHER
                                        + "</DaneIdentyfikacyjne></Podmiot2K>"));
    }

    private static void advances() {
        String kind = FA + "/RodzajFaktury";
        breaks(Rule.ADVANCE_NUMBER_MISSING, kind, base().kind("ROZ"));
        breaks(
                Rule.ADVANCE_NUMBER_TWICE,
                FA + "/FakturaZaliczkowa[2]",
                base().kind("ROZ").after("</RodzajFaktury>", ADVANCE + ADVANCE));
        breaks(Rule.ORDER_MISSING, kind, base().kind("ZAL"));
    }

    private static void dates() {
        breaks(
                Rule.PERIOD_REVERSED,
                FA + "/OkresFa/P_6_Od",
                base().after("</P_2>", "<OkresFa><P_6_Od>2026-02-02</P_6_Od><P_6_Do>2026-02-01</P_6_Do></OkresFa>"));
        breaks(
                Rule.SALE_DATE_TWICE,
                LINE + "/P_6A",
                base().after("</P_2>", "<P_6>2026-02-01</P_6>").after("</NrWierszaFa>", "<P_6A>2026-02-01</P_6A>"));
        breaks(Rule.ISSUED_TOO_EARLY, FA + "/P_6", base().after("</P_2>", "<P_6>2026-04-17</P_6>"));
        breaks(
                Rule.PAID_AFTER_ISSUE,
                FA + "/Platnosc/DataZaplaty",
                base().after(
                                "</FaWiersz>",
                                "<Platnosc><Zaplacono>1</Zaplacono><DataZaplaty>2026-02-16</DataZaplaty></Platnosc>"));
        breaks(
                Rule.DUE_BEFORE_ISSUE,
                FA + "/Platnosc/TerminPlatnosci[1]/Termin",
                base().after(
                                "</FaWiersz>",
                                "<Platnosc><TerminPlatnosci><Termin>2026-02-14</Termin></TerminPlatnosci></Platnosc>"));
        breaks(
                Rule.TRANSPORT_REVERSED,
                FA + "/WarunkiTransakcji/Transport[1]/DataGodzRozpTransportu",
                base().after(
                                "</FaWiersz>",
                                "<WarunkiTransakcji><Transport><RodzajTransportu>3</RodzajTransportu>"
                                        + "<OpisLadunku>13</OpisLadunku>"
                                        + "<DataGodzRozpTransportu>2026-02-01T12:00:00Z</DataGodzRozpTransportu>"
                                        + "<DataGodzZakTransportu>2026-02-01T11:59:59Z</DataGodzZakTransportu>"
                                        + "</Transport></WarunkiTransakcji>"));
    }

    private static void payments() {
        breaks(
                Rule.ACCOUNT_CHECK_DIGITS,
                FA + "/Platnosc/RachunekBankowy[1]/NrRB",
                base().after(
                                "</FaWiersz>",
                                "<Platnosc><RachunekBankowy><NrRB>73111111111111111111111112</NrRB></RachunekBankowy>"
                                        + "</Platnosc>"));
    }

    private static void lines() {
        breaks(Rule.LINES_MISSING, FA, base().without("<FaWiersz>", "</FaWiersz>"));
        breaks(
                Rule.LINE_NUMBER_TWICE,
                FA + "/FaWiersz[2]/NrWierszaFa",
                base().after(
                                "</FaWiersz>",
                                "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>x</P_7><P_11>0</P_11><P_12>23</P_12></FaWiersz>"));
        breaks(Rule.LINE_NAME_MISSING, LINE, base().without("<P_7>", "</P_7>"));
        breaks(
                Rule.DESCRIBED_LINE,
                FA + "/DodatkowyOpis[1]/NrWiersza",
                base().after(
                                "</RodzajFaktury>",
                                "<DodatkowyOpis><NrWiersza>7</NrWiersza><Klucz>x</Klucz><Wartosc>y</Wartosc></DodatkowyOpis>"));
    }

    private static void parties() {
        breaks(Rule.BUYER_DETAILS, BUYER + "/DaneIdentyfikacyjne", base().with("<Nazwa>Buyer's name</Nazwa>", ""));
        breaks(
                Rule.BUYER_NIP_FIELD,
                BUYER + "/DaneIdentyfikacyjne/NrID",
                base().with("<NIP>1111111111</NIP>", "<NrID>1111111111</NrID>"));
        breaks(Rule.JST_RECIPIENT, BUYER + "/JST", base().with("<JST>2", "<JST>1"));
        breaks(Rule.GV_RECIPIENT, BUYER + "/GV", base().with("<GV>2", "<GV>1"));
        breaks(Rule.JST_NOT_MARKED, "/Faktura/Podmiot3[1]/Rola", base().third("<Rola>8</Rola>"));
        breaks(Rule.GV_NOT_MARKED, "/Faktura/Podmiot3[1]/Rola", base().third("<Rola>10</Rola>"));
        breaks(
                Rule.EU_VAT_NUMBER,
                BUYER + "/DaneIdentyfikacyjne/NrVatUE",
                base().with("<NIP>1111111111</NIP>", "<KodUE>DE</KodUE><NrVatUE>DE123456789</NrVatUE>"));
        breaks(
                Rule.EU_BUYER_NUMBER,
                FA + "/P_13_6_2",
                base().sales("P_13_6_2", "0 WDT").after("<Podmiot1>", "<PrefiksPodatnika>PL</PrefiksPodatnika>"));
        breaks(
                Rule.EU_SELLER_PREFIX,
                FA + "/P_13_6_2",
                base().sales("P_13_6_2", "0 WDT")
                        .with("<NIP>1111111111</NIP>", "<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>"));
        breaks(
                Rule.SHARES,
                "/Faktura/Podmiot3[2]/Udzial",
                base().third("<Rola>4</Rola><Udzial>60</Udzial>").third("<Rola>4</Rola><Udzial>50</Udzial>"));
        breaks(
                Rule.SIMPLIFIED_LIMIT,
                FA + "/P_15",
                base().kind("UPR")
                        .amounts("400", "92", "492")
                        .with("<P_8B>2<", "<P_8B>8<")
                        .with("<P_11>100<", "<P_11>400<"));
    }

    private static void breaks(Rule rule, String xpath, Invoice invoice) {
        String xml = invoice.xml().replace("><", ">\n<");
        if (ALL.put(rule, new Broken(rule, xpath, xml)) != null) {
            throw new IllegalStateException("two invoices for " + rule);
        }
    }

    private static Invoice base() {
        return new Invoice(BASE);
    }

    /** An advance invoice with an order. */
    private static Invoice advance() {
        return base().kind("ZAL")
                .after(
                        "</FaWiersz>",
                        "<Zamowienie><WartoscZamowienia>246</WartoscZamowienia><ZamowienieWiersz>"
                                + "<NrWierszaZam>1</NrWierszaZam></ZamowienieWiersz></Zamowienie>");
    }

    /** An invoice as text, to be changed. */
    private record Invoice(String xml) {

        Invoice with(String text, String other) {
            if (xml.split(java.util.regex.Pattern.quote(text), -1).length != 2) {
                throw new IllegalStateException(text + " stands there not once");
            }
            return new Invoice(xml.replace(text, other));
        }

        Invoice after(String text, String more) {
            return with(text, text + more);
        }

        /** Takes out what stands between two tags, and the tags. */
        Invoice without(String begin, String end) {
            int from = xml.indexOf(begin);
            return new Invoice(xml.substring(0, from)
                    + xml.substring(xml.indexOf(end) + end.length()).stripLeading());
        }

        Invoice kind(String kind) {
            return with(">VAT<", ">" + kind + "<");
        }

        Invoice amounts(String net, String tax, String total) {
            return with("<P_13_1>100<", "<P_13_1>" + net + "<")
                    .with("<P_14_1>23<", "<P_14_1>" + tax + "<")
                    .with("<P_15>123<", "<P_15>" + total + "<");
        }

        /** The same sale with no tax. */
        Invoice sales(String sum, String rate) {
            return without("<P_13_1>", "</P_14_1>")
                    .with("<P_15>123<", "<" + sum + ">100</" + sum + "><P_15>100<")
                    .with("<P_12>23<", "<P_12>" + rate + "<");
        }

        Invoice third(String more) {
            return with(
                    "<Fa>",
                    "<Podmiot3><DaneIdentyfikacyjne>" + OTHER + "</DaneIdentyfikacyjne>" + more + "</Podmiot3><Fa>");
        }
    }
}
