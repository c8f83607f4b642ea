package dev.ksef.examples.guide;

import dev.ksef.fa3.CorrectedInvoice;
import dev.ksef.fa3.DraftFinding;
import dev.ksef.fa3.Invoice;
import dev.ksef.fa3.InvoiceDraft;
import dev.ksef.fa3.Line;
import dev.ksef.fa3.Rounding;
import dev.ksef.fa3.VatRate;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The snippets of "Issue an invoice". */
public final class Issuing {

    private Issuing() {}

    /** A sale, as XML that can be sent. */
    public static InvoiceXml sale(LocalDate today, Instant now) {
        // snippet: sale
        InvoiceDraft draft = Invoice.vat()
                .seller(Seller.of("9999999999", "ABC sp. z o.o.", Address.polish("ul. Polna 1", "00-001 Warszawa")))
                .buyer(Buyer.of("1111111111", "Jan Kowalski", Address.polish("ul. Sadowa 2", "30-002 Kraków")))
                .number("FV/2026/02/150")
                .issued(today)
                .created(now)
                .line("papier", 10, "12.50", VatRate.P23)
                .line("książka", 3, "33.33", VatRate.P5)
                .payment(Payment.transferTo(BankAccount.of("73111111111111111111111111"))
                        .due(today.plusDays(14)))
                .build();
        InvoiceXml xml = FakturaXml.write(draft.withoutFindings());
        // end
        return xml;
    }

    /** Sums of a book-keeping system that the builder computes otherwise. */
    public static List<DraftFinding> compare(Seller seller, Buyer buyer, LocalDate today, Instant now) {
        // snippet: compare
        InvoiceDraft draft = Invoice.vat()
                .seller(seller)
                .buyer(buyer)
                .number("FV/2026/02/151")
                .issued(today)
                .created(now)
                .rounding(Rounding.BY_LINE)
                .line("papier", 10, "12.50", VatRate.P23)
                .vatSum(VatRate.P23, new BigDecimal("28.76"))
                .total(new BigDecimal("153.76"))
                .build();
        for (DraftFinding finding : draft.findings()) {
            System.out.println(finding);
        }
        // end
        return draft.findings();
    }

    /** A price that falls after the sale. */
    public static InvoiceDraft correction(
            Seller seller, Buyer buyer, KsefNumber corrected, LocalDate today, Instant now) {
        // snippet: correction
        InvoiceDraft draft = Invoice.correction()
                .seller(seller)
                .buyer(buyer)
                .number("FK/2026/03/200")
                .issued(today)
                .created(now)
                .corrects(CorrectedInvoice.inKsef(today, "FV/2026/02/150", corrected))
                .reason("obniżka ceny")
                .changed(
                        Line.net("papier", new BigDecimal("10"), new BigDecimal("12.50"), VatRate.P23),
                        Line.net("papier", new BigDecimal("10"), new BigDecimal("11.00"), VatRate.P23))
                .build();
        // end
        return draft;
    }

    /** A sale in euro. */
    public static InvoiceDraft currency(Seller seller, Buyer buyer, LocalDate today, Instant now) {
        // snippet: currency
        InvoiceDraft draft = Invoice.vat()
                .seller(seller)
                .buyer(buyer)
                .number("FV/2026/02/152")
                .issued(today)
                .created(now)
                .currency(TKodWaluty.EUR, new BigDecimal("4.5005"))
                .line("lodówka", 10, "406", VatRate.P23)
                .build();
        // end
        return draft;
    }
}
