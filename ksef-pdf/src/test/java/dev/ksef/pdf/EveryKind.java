package dev.ksef.pdf;

import dev.ksef.fa3.CorrectedInvoice;
import dev.ksef.fa3.CorrectionBuilder;
import dev.ksef.fa3.CorrectionEffect;
import dev.ksef.fa3.Invoice;
import dev.ksef.fa3.InvoiceBuilder;
import dev.ksef.fa3.Line;
import dev.ksef.fa3.MarginScheme;
import dev.ksef.fa3.SaleBuilder;
import dev.ksef.fa3.VatRate;
import dev.ksef.fa3.attachment.AttachmentBlock;
import dev.ksef.fa3.attachment.AttachmentTable;
import dev.ksef.fa3.code.TGTU;
import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.fa3.schema.Zalacznik;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** An invoice of every kind that the builder makes. */
final class EveryKind {

    static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    static final String SELLER_NIP = "9999999999";

    private static final Address WARSAW = Address.polish("ul. Świętokrzyska 12 lok. 4", "00-916 Warszawa");
    private static final Seller SELLER = Seller.of(SELLER_NIP, "Zażółć Gęślą Jaźń sp. z o.o.", WARSAW)
            .contact("faktury@zazolc.example.pl", "+48 22 123 45 67");
    private static final Buyer BUYER = Buyer.of(
                    "1111111111",
                    "Przedsiębiorstwo Handlowe Źdźbło S.A.",
                    Address.polish("ul. Łąkowa 7", "31-001 Kraków"))
            .customerNumber("K-00417");
    private static final KsefNumber EARLIER = new KsefNumber("9999999999-20260105-8BEF280C8D35-4D");

    private EveryKind() {}

    /** Returns them by what they are. */
    static Map<String, InvoiceXml> invoices() {
        var drafts = new LinkedHashMap<String, InvoiceBuilder<?>>();
        drafts.put("vat", lines(filled(Invoice.vat())).payment(transfer()));
        drafts.put(
                "simplified",
                filled(Invoice.simplified()).line(Line.gross("Kawa na wynos", one(), amount("14.50"), VatRate.P8)));
        drafts.put(
                "split-payment-and-annex-15",
                filled(Invoice.vat())
                        .splitPayment()
                        .line(Line.net("Stal zbrojeniowa żebrowana", amount("12.500"), amount("3150"), VatRate.P23)
                                .unit("t")
                                .cn("7214 20 00")
                                .annex15())
                        .payment(transfer()));
        drafts.put(
                "exempt",
                filled(Invoice.vat())
                        .exemptByAct("art. 43 ust. 1 pkt 26 ustawy")
                        .line("Kurs językowy", 1, "900", VatRate.EXEMPT));
        drafts.put(
                "reverse-charge",
                filled(Invoice.vat()).reverseCharge().line("Usługa budowlana", 1, "10000", VatRate.REVERSE_CHARGE));
        drafts.put("margin-travel", margin(MarginScheme.TRAVEL, "Wycieczka do Grecji"));
        drafts.put("margin-used-goods", margin(MarginScheme.SECOND_HAND_GOODS, "Rower miejski, używany"));
        drafts.put(
                "intra-community-supply",
                filled(Invoice.vat())
                        .buyer(Buyer.of(
                                TaxId.inUnion(TKodyKrajowUE.DE, "123456789"),
                                "Müller & Söhne GmbH",
                                Address.of(TKodKraju.DE, "Hauptstraße 1, 10115 Berlin")))
                        .currency(TKodWaluty.EUR, amount("4.2631"))
                        .line("Meble biurowe", 4, "250", VatRate.INTRA_COMMUNITY_SUPPLY));
        drafts.put(
                "export",
                filled(Invoice.vat())
                        .buyer(Buyer.of(
                                TaxId.other(TKodKraju.UA, "12345678"),
                                "ТОВ «Приклад»",
                                Address.of(TKodKraju.UA, "вул. Хрещатик 1, Київ")))
                        .currency(TKodWaluty.USD, amount("3.9876"))
                        .line("Części zamienne", 100, "12.345678", VatRate.EXPORT)
                        .deliveryTerms("FCA Medyka"));
        drafts.put("currency-by-line", foreign());
        drafts.put("self-billing-of-a-vat-group", group());
        drafts.put("everything-around", around());
        drafts.put(
                "advance",
                filled(Invoice.advance())
                        .orderLine(Line.net("Mieszkanie nr 14, 50 m²", one(), amount("307500"), VatRate.P8)
                                .unit("szt."))
                        .orderLine(Line.net("Miejsce postojowe", one(), amount("30000"), VatRate.P23)
                                .unit("szt."))
                        .received(DAY, amount("50000")));
        drafts.put(
                "settlement",
                filled(Invoice.settlement())
                        .line("Mieszkanie nr 14, 50 m²", 1, "307500", VatRate.P8)
                        .advanceInvoice(EARLIER)
                        .settled(VatRate.P8, amount("50000"), amount("4000"))
                        .payment(transfer()));
        corrections(drafts);
        drafts.put("attachment", lines(filled(Invoice.vat())).attach(attachment()));
        var invoices = new LinkedHashMap<String, InvoiceXml>();
        drafts.forEach((kind, draft) ->
                invoices.put(kind, FakturaXml.write(draft.build().invoice())));
        return invoices;
    }

    private static void corrections(Map<String, InvoiceBuilder<?>> drafts) {
        drafts.put(
                "correction-in-full",
                correction(Invoice.correction())
                        .effect(CorrectionEffect.ON_ANOTHER_DAY)
                        .changed(
                                Line.net("Lodówka Zimnotech mk1", amount("2"), amount("1626.01"), VatRate.P23)
                                        .unit("szt."),
                                Line.net("Lodówka Zimnotech mk1", amount("2"), amount("1463.41"), VatRate.P23)
                                        .unit("szt."))
                        .removed(Line.net("Wniesienie", one(), amount("40.65"), VatRate.P23))
                        .added(Line.net("Montaż", one(), amount("100"), VatRate.P8)));
        drafts.put(
                "correction-by-difference",
                correction(Invoice.correction())
                        .difference(Line.net("Lodówka Zimnotech mk1", amount("-1"), amount("162.60"), VatRate.P23)));
        drafts.put(
                "correction-collective-discount",
                correction(Invoice.correction())
                        .discountGross(VatRate.P23, amount("50000"))
                        .discountedPeriod("pierwsze półrocze 2026"));
        drafts.put(
                "correction-of-the-buyer",
                correction(Invoice.correction())
                        .formerBuyer(
                                Buyer.of("1111111111", "Źdźbło sp. j.", WARSAW).key("0001")));
        drafts.put(
                "correction-of-an-advance",
                correction(Invoice.advanceCorrection())
                        .orderChanged(
                                Line.net("Mieszkanie nr 14", one(), amount("307500"), VatRate.P8),
                                Line.net("Mieszkanie nr 14", one(), amount("300000"), VatRate.P8))
                        .orderValue(amount("324000"))
                        .changeGross(VatRate.P8, amount("-1080"))
                        .amountBefore(amount("50000")));
        drafts.put(
                "correction-of-a-settlement",
                correction(Invoice.settlementCorrection())
                        .changed(
                                Line.net("Mieszkanie nr 14", one(), amount("307500"), VatRate.P8),
                                Line.net("Mieszkanie nr 14", one(), amount("300000"), VatRate.P8))
                        .amountBefore(amount("282100")));
    }

    private static <B extends InvoiceBuilder<B>> B filled(B builder) {
        return builder.seller(SELLER)
                .buyer(BUYER)
                .number("FV/2026/02/0150")
                .issued(DAY, "Warszawa")
                .created(Instant.parse("2026-02-15T09:30:47Z"))
                .system("ksef-java");
    }

    private static CorrectionBuilder correction(CorrectionBuilder builder) {
        return filled(builder)
                .number("FK/2026/02/0007")
                .reason("obniżka ceny z uwagi na uszkodzenia estetyczne")
                .corrects(CorrectedInvoice.inKsef(DAY.minusDays(30), "FV/2026/01/0033", EARLIER));
    }

    private static SaleBuilder lines(SaleBuilder builder) {
        return builder.supplied(DAY.minusDays(1))
                .line(Line.net("Zmywarka Bryza 100", amount("15"), amount("1200"), VatRate.P23)
                        .unit("szt.")
                        .cn("8422 11 00")
                        .gtin("5901234123457")
                        .gtu(TGTU.GTU_06)
                        .discount(amount("500")))
                .line(Line.net("Usługa doradcza", amount("7.25"), amount("180.50"), VatRate.P23)
                        .unit("godz.")
                        .pkwiu("70.22.11.0"))
                .line("Książka „Podatek VAT w praktyce”", 3, "89.90", VatRate.P5)
                .line("Przewóz osób", 1, "420", VatRate.P8);
    }

    private static SaleBuilder margin(MarginScheme scheme, String name) {
        return filled(Invoice.vat()).margin(scheme).line(Line.grossValue(name, amount("4200"), VatRate.MARGIN));
    }

    private static SaleBuilder foreign() {
        return filled(Invoice.vat())
                .currency(TKodWaluty.EUR)
                .line(Line.net("Licencja", one(), amount("1000"), VatRate.P23)
                        .supplied(DAY.minusDays(3))
                        .exchangeRate(amount("4.2631")))
                .line(Line.net("Wdrożenie", one(), amount("5000"), VatRate.P23)
                        .supplied(DAY.minusDays(2))
                        .exchangeRate(amount("4.2744")));
    }

    private static SaleBuilder group() {
        return filled(Invoice.vat())
                .selfBilling()
                .buyer(BUYER.forVatGroupMember())
                .thirdParty(ThirdParty.of(
                                ThirdParty.Role.VAT_GROUP_RECIPIENT,
                                TaxId.nip("2222222222"),
                                "Źdźbło Logistyka sp. z o.o.")
                        .address(Address.polish("ul. Łąkowa 9", "31-001 Kraków")))
                .line("Prowizja", 1, "1234.56", VatRate.P23);
    }

    private static SaleBuilder around() {
        return lines(filled(Invoice.vat()))
                .cashAccounting()
                .relatedParties()
                .thirdParty(
                        ThirdParty.of(ThirdParty.Role.FACTOR, TaxId.nip("3333333333"), "Bank Bankowości Bankowej S.A.")
                                .address(Address.polish("ul. Bankowa 1", "00-003 Łódź")))
                .thirdParty(ThirdParty.of(ThirdParty.Role.ADDITIONAL_BUYER, TaxId.nip("4444444444"), "Jan Kowalski")
                        .share(amount("25.5")))
                .payment(Payment.by(PaymentMethod.TRANSFER)
                        .due(DAY.plusDays(14))
                        .due(30, "dni", "otrzymanie faktury")
                        .paidPart(amount("1000"), DAY)
                        .account(BankAccount.of("61109010140000071219812874")
                                .bank("Bank Przykładowy S.A.")
                                .swift("WBKPPLPP"))
                        .factorAccount(
                                BankAccount.of("73111111111111111111111111").bank("Bank Bankowości Bankowej S.A."))
                        .cashDiscount("zapłata w ciągu 7 dni", "2%"))
                .charge(amount("12.30"), "opłata za opakowanie")
                .deduction(amount("100"), "nadwyżka salda nierozliczonych środków")
                .contract(DAY.minusDays(100), "UM/2025/77")
                .order(DAY.minusDays(20), "ZAM-5512")
                .lot("PARTIA-2026-01")
                .deliveryTerms("DAP Kraków")
                .describe("Opiekun klienta", "Małgorzata Brzęczyszczykiewicz")
                .describe(
                        2,
                        "Zakres",
                        "Analiza umów i dokumentacji, raport w terminie czternastu dni od podpisania protokołu")
                .footer("Kapitał zakładowy 5 000 000 zł, wpłacony w całości.\nDziękujemy za współpracę!")
                .registers("0000099999", "999999999", "000099999");
    }

    private static AttachmentBlock attachment() {
        AttachmentTable table = AttachmentTable.create()
                .caption("Odczyty w okresie rozliczeniowym")
                .column(Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ.TXT, "Punkt poboru")
                .column(Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ.DATE, "Data odczytu")
                .column(Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ.DEC, "Zużycie [kWh]");
        for (int i = 1; i <= 12; i++) {
            table = table.row("Licznik " + i, LocalDate.of(2026, 1, i).toString(), i * 111 + ".50");
        }
        return AttachmentBlock.of("Miejsce poboru energii", "ul. Łąkowa 7, 31-001 Kraków")
                .heading("Rozliczenie energii elektrycznej")
                .describe("Grupa taryfowa", "C11")
                .paragraph(
                        "Odczytów dokonano zdalnie. Zużycie ustalono na podstawie wskazań układu pomiarowo-rozliczeniowego.")
                .table(table.sums("Razem", "", "8664.00"));
    }

    private static Payment transfer() {
        return Payment.transferTo(BankAccount.of("61109010140000071219812874").bank("Bank Przykładowy S.A."))
                .due(DAY.plusDays(14));
    }

    private static BigDecimal one() {
        return BigDecimal.ONE;
    }

    private static BigDecimal amount(String digits) {
        return new BigDecimal(digits);
    }
}
