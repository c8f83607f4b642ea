package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.words.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contracts, orders, terms of delivery and transports. */
final class TransactionSection {

    private TransactionSection() {}

    static void add(Fa invoice, Words words, List<Section> sections) {
        Fa.WarunkiTransakcji terms = invoice.warunkiTransakcji();
        if (terms == null) {
            return;
        }
        new SectionDraft(words.label("terms"))
                .facts(new FactList(words)
                        .lines(
                                "terms.contract",
                                terms.umowy().stream()
                                        .map(one -> numbered(one.nrUmowy(), one.dataUmowy()))
                                        .toList())
                        .lines(
                                "terms.order",
                                terms.zamowienia().stream()
                                        .map(one -> numbered(one.nrZamowienia(), one.dataZamowienia()))
                                        .toList())
                        .lines("terms.batch", terms.nrPartiiTowaru())
                        .text("terms.delivery", terms.warunkiDostawy())
                        .number("terms.exchangeRate", terms.kursUmowny())
                        .text(
                                "terms.currency",
                                terms.walutaUmowna() == null
                                        ? null
                                        : terms.walutaUmowna().text()))
                .when(terms.podmiotPosredniczacy(), words.text("terms.intermediary"))
                .into(sections);
        for (Fa.WarunkiTransakcji.Transport transport : terms.transport()) {
            TransportSection.add(transport, words, sections);
        }
    }

    /** Returns a number with its date, or one of both. */
    private static String numbered(@Nullable String number, @Nullable LocalDate date) {
        var parts = new ArrayList<String>();
        if (number != null) {
            parts.add(number);
        }
        if (date != null) {
            parts.add(date.toString());
        }
        return String.join(", ", parts);
    }
}
