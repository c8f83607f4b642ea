package dev.ksef.pdf.content;

import dev.ksef.fa3.field.Code;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.words.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the facts of a block. What the document does not have, or leaves empty, is left out. */
final class FactList {

    private final Words words;
    private final List<Fact> facts = new ArrayList<>();

    FactList(Words words) {
        this.words = words;
    }

    List<Fact> facts() {
        return facts;
    }

    FactList text(String key, @Nullable String value) {
        return lines(key, value == null ? List.of() : List.of(value));
    }

    FactList lines(String key, List<String> lines) {
        List<String> said = lines.stream().filter(line -> !line.isEmpty()).toList();
        if (!said.isEmpty()) {
            facts.add(new Fact(words.label(key), said));
        }
        return this;
    }

    FactList date(String key, @Nullable LocalDate date) {
        return text(key, date == null ? null : date.toString());
    }

    FactList number(String key, @Nullable BigDecimal number) {
        return text(key, number == null ? null : words.numbers().number(number));
    }

    FactList money(String key, @Nullable BigDecimal amount, String currency) {
        return text(key, amount == null ? null : words.numbers().money(amount, currency));
    }

    FactList code(String key, String list, @Nullable Code code) {
        return text(key, code == null ? null : words.code(list, code));
    }
}
