package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Total;
import dev.ksef.pdf.words.Words;
import java.util.List;

/** The sums by rates and the total. */
final class SumSection {

    private SumSection() {}

    static void add(Fa invoice, Words words, List<Section> sections) {
        var section = new SectionDraft(words.label("sum"));
        SumTable.of(invoice, words).ifPresent(section::add);
        String currency = invoice.kodWaluty().text();
        section.facts(new FactList(words)
                .money(before(invoice.rodzajFaktury()), invoice.p_15ZK(), currency)
                .number("sum.exchangeRateBefore", invoice.kursWalutyZK())
                .number("exchangeRate", invoice.kursWalutyZ()));
        section.add(new Total(
                words.codeLabel("total", invoice.rodzajFaktury()),
                words.numbers().money(invoice.p_15(), currency)));
        section.into(sections);
    }

    private static String before(TRodzajFaktury kind) {
        return switch (kind) {
            case KOR_ZAL -> "sum.paidBefore";
            case KOR_ROZ -> "sum.dueBefore";
            default -> "sum.before";
        };
    }
}
