package dev.ksef.pdf;

import dev.ksef.fa3.Invoice;
import dev.ksef.fa3.SaleBuilder;
import dev.ksef.fa3.VatRate;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.time.Instant;
import java.time.LocalDate;

/** Sales of as many lines as wanted. */
public final class LongSale {

    private static final VatRate[] RATES = {VatRate.P23, VatRate.P8, VatRate.P5};

    private LongSale() {}

    /** A sale whose lines are called {@code Towar 0} and so on. */
    public static InvoiceXml of(String number, int lines) {
        return of(number, lines, "Towar ");
    }

    /** A sale whose lines have names that begin so. */
    public static InvoiceXml of(String number, int lines, String name) {
        SaleBuilder sale = Invoice.vat()
                .seller(Seller.of(
                        "9999999999", "Żółw & Spółka sp. z o.o.", Address.polish("ul. Łąkowa 1", "00-001 Łódź")))
                .buyer(Buyer.of("1111111111", "Jan Kowalski", Address.polish("ul. Sadowa 2", "30-002 Kraków")))
                .number(number)
                .issued(LocalDate.of(2026, 2, 15))
                .created(Instant.parse("2026-02-15T09:30:47Z"));
        for (int line = 0; line < lines; line++) {
            sale.line(name + line, 1 + line % 90, "12.5" + line % 10, RATES[line % RATES.length]);
        }
        return FakturaXml.write(sale.build().withoutFindings());
    }
}
