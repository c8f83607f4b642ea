package dev.ksef.examples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.examples.SampleInvoice;
import dev.ksef.fa3.rule.Rule;
import dev.ksef.fa3.rule.RuleFinding;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about the rules beyond the schema. */
class SemanticRulesSnippetsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    @TempDir
    private Path folder;

    @Test
    void sample_breaksNothing() throws IOException {
        assertThat(SemanticRules.check(file(sample()))).isEqualTo(RuleReport.CLEAR);
    }

    @Test
    void sampleWithAnotherRate_isFoundAtItsLine() throws IOException {
        String broken = sample().replace("<P_12>23<", "<P_12>8<");

        RuleReport report = SemanticRules.check(file(broken));
        assertThat(report.isClear()).isTrue();
        assertThat(report.warnings()).extracting(RuleFinding::rule).containsOnly(Rule.LINES_SUM);
        assertThat(SemanticRules.check(FakturaXml.read(InvoiceXml.of(broken.getBytes(UTF_8))))
                        .warnings())
                .hasSameSizeAs(report.warnings());
    }

    @Test
    void fewer_lackTheTwo() {
        assertThat(SemanticRules.fewer().rules()).doesNotContain(Rule.LINE_VALUE, Rule.BUYER_DETAILS);
    }

    private static String sample() {
        return new String(
                SampleInvoice.xml(new Nip("9999999999"), "FV/1", DAY, Instant.EPOCH.plusSeconds(1_790_000_000)), UTF_8);
    }

    private Path file(String xml) throws IOException {
        return Files.writeString(folder.resolve("invoice.xml"), xml);
    }
}
