package consumer;

import dev.ksef.fa3.Invoice;
import dev.ksef.fa3.VatRate;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.InvoiceRenderer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Issues an invoice, checks it, and draws it. */
public final class Pictures {

    private Pictures() {}

    public static void main(String... arguments) {
        InvoiceXml invoice = FakturaXml.write(Invoice.vat()
                .seller(Seller.of("9999999999", "Sprzedawca", Address.polish("ul. Próbna 7", "00-001 Warszawa")))
                .buyer(Buyer.of("1111111111", "Nabywca", Address.polish("al. Wzorcowa 12", "30-002 Kraków")))
                .number("FV/1")
                .issued(LocalDate.of(2026, 2, 1))
                .created(Instant.parse("2026-02-01T09:00:00Z"))
                .line("żółw", 10, "12.50", VatRate.P23)
                .build()
                .withoutFindings());
        InvoiceRenderer renderer = InvoiceRenderer.polish();
        byte[] pdf = renderer.pdf(invoice);
        RuleReport report = InvoiceRules.all().check(invoice);
        if (!report.equals(RuleReport.CLEAR)) {
            throw new IllegalStateException(report.toString());
        }
        if (!new String(pdf, 0, 5, StandardCharsets.US_ASCII).equals("%PDF-")
                || !renderer.html(invoice).contains("FV/1")) {
            throw new IllegalStateException("No picture");
        }
        System.out.println("DRAWN");
    }
}
