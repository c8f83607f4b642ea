package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.InvoiceXml;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What veraPDF, the PDF Association's judge, says of our PDFs. */
class PdfATest {

    @BeforeAll
    static void startJudge() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<Map.Entry<String, InvoiceXml>> invoices() {
        return EveryKind.invoices().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("invoices")
    void invoice_isTaggedPdfA2(Map.Entry<String, InvoiceXml> kind) throws Exception {
        assertConforms(InvoiceRenderer.polish().pdf(kind.getValue()), PDFAFlavour.PDFA_2_A);
    }

    @Test
    void longInvoice_isPdfA2WithoutTags() throws Exception {
        assertConforms(InvoiceRenderer.polish().pdf(LongSale.of("FV/1", 1000)), PDFAFlavour.PDFA_2_U);
    }

    private static void assertConforms(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf))) {
            assertThat(parser.getFlavour()).isEqualTo(flavour);
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            assertThat(result.getTestAssertions())
                    .extracting(problem -> problem.getRuleId().getClause() + " " + problem.getMessage())
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }
}
