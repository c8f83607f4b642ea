package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;

/**
 * Begins an invoice:
 *
 * <pre>{@code
 * InvoiceDraft draft = Invoice.vat()
 *         .seller(Seller.of("5265877635", "ABC sp. z o.o.", Address.polish("ul. Polna 1", "00-001 Warszawa")))
 *         .buyer(Buyer.of("1111111111", "Jan Kowalski", Address.polish("ul. Sadowa 2", "30-002 Kraków")))
 *         .number("FV/2026/02/150")
 *         .issued(today)
 *         .created(now)
 *         .line("papier", 10, "12.50", VatRate.P23)
 *         .payment(Payment.transferTo(BankAccount.of(account)).due(today.plusDays(14)))
 *         .build();
 * InvoiceXml xml = FakturaXml.write(draft.withoutFindings());
 * }</pre>
 */
public final class Invoice {

    private Invoice() {}

    /** Begins an invoice of a sale ({@code VAT}). */
    public static SaleBuilder vat() {
        return new SaleBuilder(TRodzajFaktury.VAT);
    }

    /** Begins a simplified invoice of up to 450 zł ({@code UPR}, art. 106e ust. 5 pkt 3). */
    public static SaleBuilder simplified() {
        return new SaleBuilder(TRodzajFaktury.UPR);
    }

    /** Begins the invoice of an advance ({@code ZAL}). */
    public static AdvanceBuilder advance() {
        return new AdvanceBuilder();
    }

    /** Begins the final invoice after advances ({@code ROZ}). */
    public static SettlementBuilder settlement() {
        return new SettlementBuilder();
    }

    /** Begins a correction of an invoice of a sale ({@code KOR}). */
    public static CorrectionBuilder correction() {
        return new CorrectionBuilder(TRodzajFaktury.KOR);
    }

    /** Begins a correction of an invoice of an advance ({@code KOR_ZAL}). */
    public static CorrectionBuilder advanceCorrection() {
        return new CorrectionBuilder(TRodzajFaktury.KOR_ZAL);
    }

    /** Begins a correction of a final invoice ({@code KOR_ROZ}). */
    public static CorrectionBuilder settlementCorrection() {
        return new CorrectionBuilder(TRodzajFaktury.KOR_ROZ);
    }
}
