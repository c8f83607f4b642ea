package dev.ksef.fa3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.official.OfficialFiles;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** What tests of builders have in common: parties, days, and what every built invoice has to be. */
final class Built {

    static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    static final Instant NOW = Instant.parse("2026-02-15T09:30:47Z");
    static final Address WARSAW = Address.polish("ul. Kwiatowa 1 m. 2", "00-001 Warszawa");
    static final Seller SELLER = Seller.of("9999999999", "ABC AGD sp. z o. o.", WARSAW);
    static final Buyer BUYER =
            Buyer.of("1111111111", "F.H.U. Jan Kowalski", Address.polish("ul. Polna 1", "00-001 Warszawa"));

    private Built() {}

    /** Fills in what every invoice needs. */
    static <B extends InvoiceBuilder<B>> B filled(B builder) {
        return builder.seller(SELLER)
                .buyer(BUYER)
                .number("FV2026/02/150")
                .issued(DAY)
                .created(NOW);
    }

    /** Returns what was built after checking that schema and rules take it, and that it is the same after writing and reading. */
    static Fa valid(InvoiceDraft draft) {
        Faktura invoice = draft.invoice();
        InvoiceXml xml = FakturaXml.write(invoice);
        assertThat(FakturaXml.read(xml)).isEqualTo(invoice);
        assertThat(OfficialFiles.problem(xml.bytes())).isEmpty();
        assertThat(InvoiceRules.all().check(xml).errors()).isEmpty();
        return invoice.fa();
    }

    /** Returns what was built without findings, after the same checks. */
    static Fa sound(InvoiceDraft draft) {
        assertThat(draft.findings()).isEmpty();
        return valid(draft);
    }

    static BigDecimal amount(String digits) {
        return new BigDecimal(digits);
    }
}
