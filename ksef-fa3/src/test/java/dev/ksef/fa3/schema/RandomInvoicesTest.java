package dev.ksef.fa3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.official.CanonicalXml;
import dev.ksef.fa3.official.OfficialFiles;
import dev.ksef.fa3.official.RandomInvoices;
import dev.ksef.model.InvoiceXml;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that obey the official schema, whatever is in them, are read and written again without loss. */
class RandomInvoicesTest {

    private static final int SAMPLE = 200;
    private static final int MANY = 10_000;

    private final RandomInvoices invoices = new RandomInvoices(OfficialFiles.schema());

    @Test
    void legalDocuments_readAndWritten_areValidAndTheSame() {
        for (int seed = 0; seed < SAMPLE; seed++) {
            assertRoundTrip(seed);
        }
        assertThat(invoices.declared()).hasSize(331);
        assertThat(invoices.declared())
                .filteredOn(declared -> !invoices.used().contains(declared))
                .extracting(declared -> declared.getAttribute("name"))
                .as("declarations of elements that no document had")
                .isEmpty();
    }

    @Test
    @Tag("slow")
    void manyLegalDocuments_readAndWritten_areValidAndTheSame() {
        for (int seed = SAMPLE; seed < SAMPLE + MANY; seed++) {
            assertRoundTrip(seed);
        }
    }

    private void assertRoundTrip(int seed) {
        byte[] made = invoices.make(seed);
        Faktura read = FakturaXml.read(InvoiceXml.of(made));
        InvoiceXml written = FakturaXml.write(read);
        assertThat(CanonicalXml.of(written.bytes())).as("seed " + seed).isEqualTo(CanonicalXml.of(made));
        // What was made has the same canonical form, so this validates both.
        assertThat(OfficialFiles.problem(written.bytes())).as("seed " + seed).isEmpty();
        assertThat(FakturaXml.read(written)).as("seed " + seed).isEqualTo(read);
    }
}
