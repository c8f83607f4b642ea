package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Times;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What is shown of an invoice: all that it says, but for marks that something does not apply, and what tells of the format alone.
 */
public final class InvoiceSheet {

    /** A table of lines with more columns needs a page on its side. */
    private static final int MOST_COLUMNS_UPRIGHT = 10;

    private final Faktura invoice;
    private final Marking marking;
    private final Words words;
    private final List<Section> sections = new ArrayList<>();
    private boolean wide;

    private InvoiceSheet(Faktura invoice, Words words, Marking marking) {
        this.invoice = invoice;
        this.words = words;
        this.marking = marking;
    }

    /** Returns what is shown of an invoice, with the mark and the QR codes of its place in KSeF. */
    public static Sheet of(Faktura invoice, Language language, Marking marking) {
        return new InvoiceSheet(invoice, new Words(language), marking).sheet();
    }

    private Sheet sheet() {
        Fa fa = invoice.fa();
        new SectionDraft(null).cards(PartyCards.of(invoice, words)).into(sections);
        CorrectionSection.add(fa, words, sections);
        AdvanceSection.add(fa, words, sections);
        List<LineItem> lines = fa.faWiersz().stream().map(LineItem::of).toList();
        List<LineItem> ordered = fa.zamowienie() == null
                ? List.of()
                : fa.zamowienie().zamowienieWiersz().stream().map(LineItem::of).toList();
        var notes = new LineNotes(fa, lines, ordered, words);
        addLines(lines, notes);
        addOrder(fa, ordered, notes);
        SumSection.add(fa, words, sections);
        AnnotationSection.add(fa, words, sections);
        SettlementSection.add(fa, words, sections);
        PaymentSection.add(fa, words, sections);
        TransactionSection.add(fa, words, sections);
        DescriptionSection.add(fa, notes.others(), words, sections);
        FooterSection.add(invoice, words, sections);
        FooterSection.addOrigin(invoice, words, sections);
        CodeSection.add(marking, words, sections);
        return new Sheet(
                words.language(),
                words.text("kind." + fa.rodzajFaktury().text()) + " " + fa.p_2(),
                Times.moment(invoice.naglowek().dataWytworzeniaFa()),
                words.pages(),
                InvoiceHead.of(fa, marking, words),
                parts());
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part(wide, sections));
        if (invoice.zalacznik() != null) {
            parts.add(AttachmentPart.of(invoice.zalacznik(), words));
        }
        return parts;
    }

    private void addLines(List<LineItem> lines, LineNotes notes) {
        if (!lines.isEmpty()) {
            new SectionDraft(words.label("lines")).add(table(lines, notes)).into(sections);
        }
    }

    private void addOrder(Fa fa, List<LineItem> ordered, LineNotes notes) {
        Fa.Zamowienie order = fa.zamowienie();
        if (order != null) {
            new SectionDraft(words.label("order"))
                    .add(table(ordered, notes))
                    .facts(new FactList(words)
                            .money(
                                    "order.value",
                                    order.wartoscZamowienia(),
                                    fa.kodWaluty().text()))
                    .into(sections);
        }
    }

    private Table table(List<LineItem> lines, LineNotes notes) {
        Table table = LineTable.of(lines, notes, words);
        wide |= table.columns().size() > MOST_COLUMNS_UPRIGHT;
        return table;
    }
}
