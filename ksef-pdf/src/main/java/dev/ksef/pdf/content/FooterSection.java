package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Stopka;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.words.Times;
import dev.ksef.pdf.words.Words;
import java.util.List;

/** The seller's own footer and numbers in registers, and how the document was made. */
final class FooterSection {

    private FooterSection() {}

    static void add(Faktura invoice, Words words, List<Section> sections) {
        var section = new SectionDraft(words.label("footer"));
        Stopka footer = invoice.stopka();
        if (footer != null) {
            for (Stopka.Informacje information : footer.informacje()) {
                String text = information.stopkaFaktury();
                if (text != null) {
                    section.add(new Paragraph(text));
                }
            }
            section.cards(
                    footer.rejestry().stream().map(one -> card(one, words)).toList());
        }
        section.into(sections);
    }

    /** Adds when and with what the document was made. */
    static void addOrigin(Faktura invoice, Words words, List<Section> sections) {
        new SectionDraft(null)
                .facts(new FactList(words)
                        .text("footer.made", Times.written(invoice.naglowek().dataWytworzeniaFa()))
                        .text("footer.system", invoice.naglowek().systemInfo()))
                .into(sections);
    }

    private static Card card(Stopka.Rejestry register, Words words) {
        return new Card(
                words.label("footer.register"),
                register.pelnaNazwa(),
                List.of(),
                new FactList(words)
                        .text("footer.krs", register.krs())
                        .text("footer.regon", register.regon())
                        .text("footer.bdo", register.bdo())
                        .facts());
    }
}
