package dev.ksef.pdf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Subheading;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.sheet.Total;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which words stand at which value, for all elements. {@code sheet-N.txt} is what a sheet shows of an invoice whose texts are the names
 * of their elements. After a change that is meant, copy what this test writes into {@code target}.
 */
class NamesOfValuesTest {

    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void values_standAtTheirNames(int variant) throws IOException {
        byte[] xml = NamedInvoice.make(Outline.read(), variant);
        show(InvoiceSheet.of(FakturaXml.read(InvoiceXml.of(xml)), Language.POLISH, new Marking.None()));
        String name = "sheet-" + variant + ".txt";
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", name), lines);
        try (var kept = NamesOfValuesTest.class.getResourceAsStream(name)) {
            assertThat(lines)
                    .containsExactlyElementsOf(new String(kept.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    private void show(Sheet sheet) {
        lines.add(sheet.head().kind().text() + " " + sheet.head().number());
        facts(sheet.head().facts());
        sheet.parts()
                .forEach(part -> part.sections().forEach(section -> {
                    Label title = section.title();
                    lines.add("# " + (title == null ? "" : title.text()));
                    section.blocks().forEach(this::block);
                }));
    }

    private void block(Block block) {
        if (block instanceof Cards cards) {
            cards.cards().forEach(card -> {
                lines.add("[" + card.role().text() + "] " + card.name() + ", " + String.join(", ", card.lines()));
                facts(card.facts());
            });
        } else if (block instanceof Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Table table) {
            lines.add(table.columns().stream()
                    .map(column -> column.label().text())
                    .collect(Collectors.joining("|", "|", "")));
            lines.addAll(SmallInvoice.rows(table));
        } else if (block instanceof Total total) {
            lines.add(total.label().text() + ": " + total.amount());
        } else if (block instanceof Paragraph paragraph) {
            lines.add(paragraph.text());
        } else if (block instanceof Subheading heading) {
            lines.add("## " + heading.text());
        }
    }

    private void facts(List<Fact> facts) {
        facts.forEach(fact -> lines.add("- " + fact.label().text() + ": " + String.join(", ", fact.lines())));
    }
}
