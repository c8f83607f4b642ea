package dev.ksef.fa3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.fa3.official.OfficialFiles;
import dev.ksef.fa3.official.RandomInvoices;
import dev.ksef.model.InvoiceXml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of documents that were legal before one change, those are read that the official schema still allows, and no others. */
class DamagedInvoicesTest {

    private static final int SAMPLE = 1000;
    private static final int MANY = 8_000;

    private static final Pattern LEAF = Pattern.compile("<([A-Za-z0-9_]+)>([^<]*)</\\1>");
    private static final Pattern START = Pattern.compile("<([A-Za-z0-9_]+)>");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "1",
            "2",
            "3",
            "-1",
            "01",
            "+1",
            "1.5",
            "0.00",
            "-0",
            "-0.0",
            ".5",
            "5.",
            "1.123456789",
            "100",
            "101",
            "100.0000000",
            "1e3",
            "99999999999999999",
            "99999999999999",
            "100000000000000",
            "PL",
            "XX",
            "DE",
            "PLN",
            "23",
            "0 KR",
            "0  KR",
            " zw ",
            "VAT",
            "GTU_01",
            "1111111111",
            "2026-02-28",
            "2026-02-30",
            "1989-12-31",
            "2050-01-02",
            "2026-02-28T24:00:00Z",
            "2025-09-01T00:00:00",
            "2050-01-01T23:59:59.001Z",
            "2026-02-28Z",
            "a@b",
            "a@",
            "x\ty",
            "123456789",
            "12345678901234",
            "1234567890",
            "a\u00a0b",
            "INF");

    private final RandomInvoices invoices = new RandomInvoices(OfficialFiles.schema());

    @Test
    void damagedDocuments_areReadIfTheSchemaAllowsThem() {
        assertSameJudgement(0, SAMPLE);
    }

    @Test
    @Tag("slow")
    void manyDamagedDocuments_areReadIfTheSchemaAllowsThem() {
        assertSameJudgement(SAMPLE, MANY);
    }

    private void assertSameJudgement(int first, int number) {
        int refused = 0;
        for (int seed = first; seed < first + number; seed++) {
            var random = new Random(seed);
            String legal = new String(invoices.make(seed), StandardCharsets.UTF_8);
            byte[] damaged = damage(legal, random).getBytes(StandardCharsets.UTF_8);
            String official = OfficialFiles.problem(damaged);
            String ours = ourProblem(damaged);
            assertThat(ours.isEmpty())
                    .as("seed %s; the schema: %s; ours: %s", seed, official, ours)
                    .isEqualTo(official.isEmpty());
            refused += ours.isEmpty() ? 0 : 1;
        }
        assertThat(refused).as("documents that were refused").isBetween(number / 3, number - number / 20);
    }

    private static String ourProblem(byte[] document) {
        try {
            FakturaXml.read(InvoiceXml.of(document));
            return "";
        } catch (UnreadableInvoiceException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String damage(String xml, Random random) {
        List<MatchResult> leaves = LEAF.matcher(xml).results().toList();
        MatchResult leaf = leaves.get(random.nextInt(leaves.size()));
        MatchResult other = leaves.get(random.nextInt(leaves.size()));
        return switch (random.nextInt(6)) {
            case 0 -> replace(xml, leaf.start(), leaf.end(), "");
            case 1 -> replace(xml, leaf.end(), leaf.end(), leaf.group());
            case 2 -> replace(xml, leaf.start(), leaf.start(), other.group());
            case 3 -> {
                // No element contains one of its own name, so that the next end tag is its own.
                List<MatchResult> elements = START.matcher(xml).results().toList();
                MatchResult element = elements.get(random.nextInt(elements.size()));
                int end = xml.indexOf("</" + element.group(1) + ">", element.end())
                        + element.group(1).length()
                        + 3;
                yield replace(xml, element.start(), end, "");
            }
            default -> replace(xml, leaf.start(2), leaf.end(2), TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static String replace(String text, int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }
}
