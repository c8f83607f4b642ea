package dev.ksef.pdf.content;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.TextValue;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.upo.ConfirmedInvoice;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.model.upo.UpoRange;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Head;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Times;
import dev.ksef.pdf.words.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is shown of a UPO: all that it says. Values that are missing or unreadable are left out. */
public final class UpoSheet {

    private final UpoConfirmation upo;
    private final Words words;

    private UpoSheet(UpoConfirmation upo, Words words) {
        this.upo = upo;
        this.words = words;
    }

    /** Returns what is shown of the UPO of an invoice, or of a page of a session's UPO. */
    public static Sheet of(UpoConfirmation upo, Language language) {
        return new UpoSheet(upo, new Words(language)).sheet();
    }

    private Sheet sheet() {
        var sections = new ArrayList<Section>();
        new SectionDraft(words.label("upo.confirmation")).facts(origin()).into(sections);
        new SectionDraft(words.label("upo.documents")).add(table()).into(sections);
        String number = upo.sessionReferenceNumber() == null
                ? ""
                : upo.sessionReferenceNumber().value();
        return new Sheet(
                words.language(),
                (words.text("upo.short") + " " + number).strip(),
                made(),
                words.pages(),
                new Head(words.label("upo"), number, null, range().facts()),
                List.of(new Part(true, sections)));
    }

    /** Returns when the last of its invoices got a number: a UPO does not say when it was made. */
    private Instant made() {
        return upo.invoices().stream()
                .map(ConfirmedInvoice::acquisitionDate)
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toInstant)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private FactList range() {
        var facts = new FactList(words);
        UpoRange range = upo.range();
        if (range != null) {
            facts.text("upo.page", text(range.page()))
                    .text("upo.pages", text(range.pages()))
                    .text("upo.first", text(range.firstInvoice()))
                    .text("upo.last", text(range.lastInvoice()))
                    .text("upo.total", text(range.invoices()));
        }
        return facts;
    }

    private FactList origin() {
        var facts = new FactList(words).text("upo.authority", upo.receivingAuthority());
        ContextIdentifier context = upo.authentication().context();
        if (context != null) {
            facts.text("upo.context", words.named("context." + context.type().value(), context.value()));
        }
        return facts.text("upo.token", value(upo.authentication().tokenReferenceNumber()))
                .text("upo.authenticationHash", value(upo.authentication().documentHash()))
                .text("upo.structure", upo.structureName())
                .text("upo.formCode", upo.formCode())
                .text("upo.version", upo.version());
    }

    private Table table() {
        boolean hasModes = upo.invoices().stream().anyMatch(invoice -> invoice.invoicingMode() != null);
        var columns = new ArrayList<>(List.of(
                Column.numbers(words.label("upo.number")),
                Column.words(words.label("ksefNumber")),
                Column.words(words.label("upo.invoiceNumber")),
                Column.words(words.label("upo.seller")),
                Column.words(words.label("upo.issueDate")),
                Column.words(words.label("upo.sent")),
                Column.words(words.label("upo.acquired"))));
        if (hasModes) {
            columns.add(Column.words(words.label("upo.mode")));
        }
        var rows = new ArrayList<Row>();
        int first =
                upo.range() == null ? 1 : Objects.requireNonNullElse(upo.range().firstInvoice(), 1);
        for (ConfirmedInvoice invoice : upo.invoices()) {
            List<Cell> cells = cells(first + rows.size(), invoice);
            rows.add(new Row(Row.Kind.USUAL, hasModes ? cells : cells.subList(0, columns.size())));
        }
        return new Table(columns, rows);
    }

    private List<Cell> cells(int number, ConfirmedInvoice invoice) {
        String hash = value(invoice.invoiceHash());
        return List.of(
                Cell.of(String.valueOf(number)),
                new Cell(
                        Objects.requireNonNullElse(value(invoice.ksefNumber()), ""),
                        hash == null ? null : words.named("upo.hash", hash)),
                Cell.of(Objects.requireNonNullElse(invoice.invoiceNumber(), "")),
                Cell.of(Objects.requireNonNullElse(value(invoice.sellerNip()), "")),
                Cell.of(invoice.issueDate() == null ? "" : invoice.issueDate().toString()),
                Cell.of(time(invoice.sentDate())),
                Cell.of(time(invoice.acquisitionDate())),
                Cell.of(mode(invoice)));
    }

    private String mode(ConfirmedInvoice invoice) {
        if (invoice.invoicingMode() == null) {
            return "";
        }
        InvoicingMode known = invoice.invoicingMode().constant();
        return known == null ? invoice.invoicingMode().raw() : words.text("mode." + known.value());
    }

    private static String time(@Nullable OffsetDateTime time) {
        return time == null ? "" : Times.written(time);
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : String.valueOf(number);
    }

    private static @Nullable String value(@Nullable TextValue value) {
        return value == null ? null : value.value();
    }
}
