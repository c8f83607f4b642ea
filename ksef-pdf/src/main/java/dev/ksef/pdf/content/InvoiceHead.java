package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Head;
import dev.ksef.pdf.words.Words;
import org.jspecify.annotations.Nullable;

/** The head of an invoice: its kind, number, mark and dates. */
final class InvoiceHead {

    private InvoiceHead() {}

    static Head of(Fa invoice, Marking marking, Words words) {
        var facts = new FactList(words)
                .date("head.issueDate", invoice.p_1())
                .text("head.place", invoice.p_1M())
                .date(isAdvance(invoice) ? "head.paymentDate" : "head.saleDate", invoice.p_6());
        Fa.OkresFa period = invoice.okresFa();
        if (period != null) {
            facts.text("head.period", period.p_6_Od() + " - " + period.p_6_Do());
        }
        facts.text("head.currency", invoice.kodWaluty().text());
        return new Head(
                words.codeLabel("kind", invoice.rodzajFaktury()), invoice.p_2(), mark(marking, words), facts.facts());
    }

    private static boolean isAdvance(Fa invoice) {
        return invoice.rodzajFaktury() == TRodzajFaktury.ZAL || invoice.rodzajFaktury() == TRodzajFaktury.KOR_ZAL;
    }

    private static @Nullable Fact mark(Marking marking, Words words) {
        if (marking instanceof Marking.Online online) {
            return mark(online.link(), words);
        }
        return marking instanceof Marking.Offline offline ? mark(offline.links().invoice(), words) : null;
    }

    private static Fact mark(InvoiceVerificationLink link, Words words) {
        return Fact.of(words.label(link.ksefNumber() == null ? "head.mark" : "ksefNumber"), link.label());
    }
}
