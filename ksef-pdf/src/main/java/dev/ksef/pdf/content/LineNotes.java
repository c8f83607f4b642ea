package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.TKluczWartosc;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands small under the name of a line: its codes, marks and descriptions. */
final class LineNotes {

    private final Words words;
    private final String currency;
    private final IdentityHashMap<LineItem, List<TKluczWartosc>> descriptions = new IdentityHashMap<>();
    private final List<TKluczWartosc> others = new ArrayList<>();

    /**
     * Assigns the descriptions to lines: to the line of the invoice, or else of the order, that has the number; of two lines of a
     * correction with the same number to the one after it.
     */
    LineNotes(Fa invoice, List<LineItem> lines, List<LineItem> ordered, Words words) {
        this.words = words;
        this.currency = invoice.kodWaluty().text();
        var byNumber = new HashMap<Long, LineItem>();
        for (List<LineItem> all : List.of(lines, ordered)) {
            all.stream().filter(line -> !line.before()).forEach(line -> byNumber.putIfAbsent(line.number(), line));
            all.forEach(line -> byNumber.putIfAbsent(line.number(), line));
        }
        for (TKluczWartosc description : invoice.dodatkowyOpis()) {
            LineItem line = byNumber.get(description.nrWiersza());
            if (line == null) {
                others.add(description);
            } else {
                descriptions.computeIfAbsent(line, key -> new ArrayList<>()).add(description);
            }
        }
    }

    /** Returns the descriptions that belong to no line. */
    List<TKluczWartosc> others() {
        return others;
    }

    @Nullable
    String of(LineItem line) {
        var parts = new ArrayList<String>();
        add(parts, "line.index", line.index());
        add(parts, "line.gtin", line.gtin());
        add(parts, "line.pkwiu", line.pkwiu());
        add(parts, "line.cn", line.cn());
        add(parts, "line.pkob", line.pkob());
        if (line.gtu() != null) {
            parts.add(line.gtu().text());
        }
        add(parts, "line.procedure", line.procedure() == null ? null : words.code("procedure", line.procedure()));
        add(parts, "line.date", line.date() == null ? null : line.date().toString());
        add(
                parts,
                "line.ossRate",
                line.ossRate() == null ? null : words.numbers().percent(line.ossRate()));
        add(parts, "line.excise", line.excise() == null ? null : words.numbers().money(line.excise(), currency));
        add(
                parts,
                "line.exchangeRate",
                line.exchangeRate() == null ? null : words.numbers().number(line.exchangeRate()));
        if (line.annex15()) {
            parts.add(words.text("line.annex15"));
        }
        add(parts, "line.id", line.id());
        descriptions.getOrDefault(line, List.of()).forEach(each -> parts.add(each.klucz() + ": " + each.wartosc()));
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private void add(List<String> parts, String key, @Nullable String value) {
        if (value != null) {
            parts.add(words.named(key, value));
        }
    }
}
