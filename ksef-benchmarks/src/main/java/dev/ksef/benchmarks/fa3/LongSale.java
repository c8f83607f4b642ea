package dev.ksef.benchmarks.fa3;

import dev.ksef.fa3.Invoice;
import dev.ksef.fa3.SaleBuilder;
import dev.ksef.fa3.VatRate;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.time.Instant;
import java.time.LocalDate;

/** A sale of 20 lines or more at three rates, from what an application knows to the bytes that it sends. */
public final class LongSale {

    private static final int USUAL_LINES = 20;
    private static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    private static final Instant NOW = Instant.parse("2026-02-15T09:30:47Z");
    private static final VatRate[] RATES = {VatRate.P23, VatRate.P8, VatRate.P5};

    private LongSale() {}

    /** Builds, checks and writes one of 20 lines. */
    public static InvoiceXml made(int number) {
        return made(number, USUAL_LINES);
    }

    /** Builds, checks and writes it. */
    static InvoiceXml made(int number, int lines) {
        Faktura invoice = built(number, lines);
        checked(invoice);
        return FakturaXml.write(invoice);
    }

    /** Builds one of 20 lines, with all its sums. */
    static Faktura built(int number) {
        return built(number, USUAL_LINES);
    }

    private static Faktura built(int number, int lines) {
        SaleBuilder sale = Invoice.vat()
                .seller(Seller.of("9999999999", "ABC sp. z o.o.", Address.polish("ul. Polna 1", "00-001 Warszawa")))
                .buyer(Buyer.of("1111111111", "Jan Kowalski", Address.polish("ul. Sadowa 2", "30-002 Kraków")))
                .number("FV/2026/02/" + number)
                .issued(DAY)
                .created(NOW)
                .payment(Payment.transferTo(BankAccount.of("73111111111111111111111111"))
                        .due(DAY.plusDays(14)));
        for (int line = 0; line < lines; line++) {
            sale.line("Artykuł biurowy nr " + line, 1 + line, "12.5" + line % 10, RATES[line % RATES.length]);
        }
        return sale.build().withoutFindings();
    }

    /** Looks at its meaning, and wants no finding. */
    static RuleReport checked(Faktura invoice) {
        RuleReport report = InvoiceRules.all().check(invoice);
        if (!report.equals(RuleReport.CLEAR)) {
            throw new IllegalStateException("The invoice of the benchmark breaks a rule: " + report);
        }
        return report;
    }
}
