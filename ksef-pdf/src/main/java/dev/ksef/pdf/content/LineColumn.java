package dev.ksef.pdf.content;

import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.words.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns that a table of lines may have. A table has those that one of its lines uses. */
enum LineColumn {
    NUMBER("line.number", false),
    STATE("line.state", true),
    NAME("line.name", true),
    QUANTITY("line.quantity", false),
    UNIT("line.unit", true),
    NET_PRICE("line.netPrice", false),
    GROSS_PRICE("line.grossPrice", false),
    DISCOUNT("line.discount", false),
    RATE("line.rate", true),
    NET("line.net", false),
    VAT("line.vat", false),
    GROSS("line.gross", false);

    private final String key;
    private final boolean words;

    LineColumn(String key, boolean words) {
        this.key = key;
        this.words = words;
    }

    Column column(Words language) {
        return words ? Column.words(language.label(key)) : Column.numbers(language.label(key));
    }

    boolean isUsedBy(List<LineItem> lines) {
        return switch (this) {
            case NUMBER, NAME -> true;
            case STATE -> lines.stream().anyMatch(LineItem::before);
            case UNIT -> lines.stream().anyMatch(line -> line.unit() != null);
            case RATE -> lines.stream().anyMatch(line -> line.rate() != null);
            default -> lines.stream().anyMatch(line -> value(line) != null);
        };
    }

    /** Returns what stands in this column for a line; the state is not the line's own. */
    String text(LineItem line, Words language) {
        return switch (this) {
            case NUMBER -> String.valueOf(line.number());
            case NAME -> Objects.requireNonNullElse(line.name(), "");
            case UNIT -> Objects.requireNonNullElse(line.unit(), "");
            case RATE -> line.rate() == null ? "" : language.code("rate", line.rate());
            case STATE -> "";
            default -> written(value(line), language);
        };
    }

    /** Returns by how much a line differs in this column; nothing unless both have a value that can be subtracted. */
    String difference(LineItem before, LineItem after, Words language) {
        BigDecimal from = value(before);
        BigDecimal to = value(after);
        boolean isPrice = this == NET_PRICE || this == GROSS_PRICE;
        boolean isOfOtherUnit = this == QUANTITY && !Objects.equals(before.unit(), after.unit());
        return from == null || to == null || isPrice || isOfOtherUnit ? "" : written(to.subtract(from), language);
    }

    private String written(@Nullable BigDecimal value, Words language) {
        if (value == null) {
            return "";
        }
        return this == QUANTITY
                ? language.numbers().number(value)
                : language.numbers().money(value);
    }

    private @Nullable BigDecimal value(LineItem line) {
        return switch (this) {
            case QUANTITY -> line.quantity();
            case NET_PRICE -> line.netPrice();
            case GROSS_PRICE -> line.grossPrice();
            case DISCOUNT -> line.discount();
            case NET -> line.net();
            case VAT -> line.vat();
            case GROSS -> line.gross();
            case NUMBER, STATE, NAME, UNIT, RATE -> null;
        };
    }
}
