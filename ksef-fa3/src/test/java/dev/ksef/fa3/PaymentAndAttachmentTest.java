package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ksef.fa3.attachment.AttachmentBlock;
import dev.ksef.fa3.attachment.AttachmentTable;
import dev.ksef.fa3.code.TRachunekWlasnyBanku;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ;
import org.junit.jupiter.api.Test;

/** How invoices are paid, what is cleared, described and attached. */
class PaymentAndAttachmentTest {

    private static final BankAccount ACCOUNT = BankAccount.of("73111111111111111111111111")
            .bank("Bank Bankowości Bankowej S. A.")
            .swift("ABCDPLPW")
            .description("PLN");

    @Test
    void payment_throughAFactor_isOneInvoiceWithAThirdParty() {
        Fa fa = sound(sale().thirdParty(ThirdParty.of(ThirdParty.Role.FACTOR, TaxId.nip("2222222222"), "BBB Faktoring")
                        .contact("bbb@efaktoring.pl", "666888999"))
                .payment(Payment.by(PaymentMethod.TRANSFER)
                        .factorAccount(ACCOUNT.ofTheBank(TRachunekWlasnyBanku._2))
                        .due(Built.DAY.plusDays(30))
                        .due(14, "dni", "otrzymanie faktury")
                        .cashDiscount("zapłata w 7 dni", "2 %"))
                .build());

        assertThat(fa.platnosc().terminPlatnosci()).hasSize(2);
        assertThat(fa.platnosc().rachunekBankowyFaktora()).hasSize(1);
    }

    @Test
    void payment_paidAtOnceOrInParts_isValid() {
        assertThat(sound(sale().payment(Payment.by(PaymentMethod.CASH).paid(Built.DAY))
                                .build())
                        .platnosc()
                        .zaplacono())
                .isTrue();
        Fa parts = sound(sale().payment(Payment.byOther("kompensata")
                        .paidPart(amount("50"), Built.DAY.minusDays(1))
                        .paidLastPart(amount("73"), Built.DAY))
                .build());
        assertThat(parts.platnosc().zaplataCzesciowa()).hasSize(2);
        assertThat(parts.platnosc().znacznikZaplatyCzesciowej()).isEqualTo(TWybor1_2._2);
    }

    @Test
    void payment_lastPartToldFirst_leavesNothingToPay() {
        Fa parts = sound(sale().payment(Payment.by(PaymentMethod.CASH)
                        .paidLastPart(amount("73"), Built.DAY)
                        .paidPart(amount("50"), Built.DAY.minusDays(1)))
                .build());

        assertThat(parts.platnosc().znacznikZaplatyCzesciowej()).isEqualTo(TWybor1_2._2);
    }

    @Test
    void clearing_computesWhatIsToPay_orWasPaidTooMuch() {
        Fa less = sound(sale().charge(amount("7.50"), "odsetki")
                .deduction(amount("100"), "nadpłata")
                .toPay(amount("30.50"))
                .build());
        assertThat(less.rozliczenie().doZaplaty()).isEqualTo("30.50");

        Fa over = sound(sale().deduction(amount("200"), "nadpłata").build());
        assertThat(over.rozliczenie().doZaplaty()).isNull();
        assertThat(over.rozliczenie().doRozliczenia()).isEqualTo("77.00");

        assertThat(sale().toPay(amount("1")).build().findings())
                .extracting(DraftFinding::element)
                .containsExactly("Rozliczenie/DoZaplaty");
    }

    @Test
    void notesConditionsAndFooter_areValid() {
        Fa fa = sound(sale().describe("godziny dowozu", "17-20")
                .describe(1, "kolor", "biały")
                .contract(Built.DAY, "U/1")
                .order(Built.DAY, "4354343")
                .lot("2312323/2026")
                .deliveryTerms("CIP")
                .warehouseDocument("WZ/1")
                .period(Built.DAY.withDayOfMonth(1), Built.DAY)
                .footer("Kapitał zakładowy 5 000 000")
                .registers("0000099999", "999999999", "000099999")
                .system("Test")
                .build());

        assertThat(fa.dodatkowyOpis()).hasSize(2);
        assertThat(fa.warunkiTransakcji().nrPartiiTowaru()).containsExactly("2312323/2026");
    }

    @Test
    void attachment_withTable_isValid_andRowsFitColumns() {
        AttachmentTable table = AttachmentTable.create()
                .caption("Odczyty")
                .describe("licznik", "12")
                .column(Typ.DATE, "dzień")
                .column(Typ.DEC, "kWh")
                .row("2026-01-31", "20.5")
                .sums("", "20.5");
        InvoiceDraft draft = sale().attach(AttachmentBlock.of("Kod PPE", "999999999999999999")
                        .heading("Energia")
                        .describe("taryfa", "G11")
                        .paragraph("Rozliczenie.")
                        .paragraph("Koniec.")
                        .table(table))
                .build();

        sound(draft);
        assertThat(draft.invoice().zalacznik().blokDanych().get(0).tabela()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("one"))
                .withMessageContaining("1 cells, but the table has 2 columns");
        assertThatIllegalStateException()
                .isThrownBy(() -> table.column(Typ.TXT, "uwagi"))
                .withMessageContaining("add all columns first");
    }

    @Test
    void clearing_sumsUpChargesAndDeductions() {
        Fa fa = sound(sale().charge(amount("1"), "a")
                .charge(amount("2.5"), "b")
                .deduction(amount("10"), "c")
                .deduction(amount("0.25"), "d")
                .build());

        assertThat(fa.rozliczenie().sumaObciazen()).isEqualTo("3.5");
        assertThat(fa.rozliczenie().sumaOdliczen()).isEqualTo("10.25");
        assertThat(fa.rozliczenie().doZaplaty()).isEqualTo("116.25");
        assertThat(fa.rozliczenie().obciazenia()).extracting("powod").containsExactly("a", "b");
        assertThat(fa.rozliczenie().odliczenia()).extracting("powod").containsExactly("c", "d");
    }

    private static SaleBuilder sale() {
        return filled(Invoice.vat()).line("a", 1, "100", VatRate.P23);
    }
}
