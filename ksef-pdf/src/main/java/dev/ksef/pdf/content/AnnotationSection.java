package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Fa.Adnotacje.NoweSrodkiTransportu;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.words.Words;
import java.util.List;

/** What the law demands that an invoice says, in the law's words. */
final class AnnotationSection {

    private AnnotationSection() {}

    static void add(Fa invoice, Words words, List<Section> sections) {
        Fa.Adnotacje said = invoice.adnotacje();
        var section = new SectionDraft(words.label("annotation"))
                .when(said.p_16() == TWybor1_2._1, words.text("annotation.cash"))
                .when(said.p_17() == TWybor1_2._1, words.text("annotation.selfBilling"))
                .when(said.p_18() == TWybor1_2._1, words.text("annotation.reverseCharge"))
                .when(said.p_18A() == TWybor1_2._1, words.text("annotation.splitPayment"));
        exemption(said.zwolnienie(), section, words);
        section.when(said.p_23() == TWybor1_2._1, words.text("annotation.triangular"));
        margin(said.pMarzy(), section, words);
        section.when(invoice.fp(), words.text("annotation.receipt"))
                .when(invoice.tp(), words.text("annotation.related"))
                .when(invoice.zwrotAkcyzy(), words.text("annotation.excise"));
        newMeans(said.noweSrodkiTransportu(), section, words);
        section.into(sections);
    }

    private static void exemption(Fa.Adnotacje.Zwolnienie exemption, SectionDraft section, Words words) {
        section.when(exemption.p_19(), words.text("annotation.exempt"))
                .facts(new FactList(words)
                        .text("annotation.exemptByAct", exemption.p_19A())
                        .text("annotation.exemptByDirective", exemption.p_19B())
                        .text("annotation.exemptOtherwise", exemption.p_19C()));
    }

    private static void margin(Fa.Adnotacje.PMarzy margin, SectionDraft section, Words words) {
        boolean isNamed =
                margin.p_PMarzy_2() || margin.p_PMarzy_3_1() || margin.p_PMarzy_3_2() || margin.p_PMarzy_3_3();
        section.when(margin.p_PMarzy() && !isNamed, words.text("annotation.margin"))
                .when(margin.p_PMarzy_2(), words.text("annotation.marginTravel"))
                .when(margin.p_PMarzy_3_1(), words.text("annotation.marginUsed"))
                .when(margin.p_PMarzy_3_2(), words.text("annotation.marginArt"))
                .when(margin.p_PMarzy_3_3(), words.text("annotation.marginAntiques"));
    }

    private static void newMeans(NoweSrodkiTransportu means, SectionDraft section, Words words) {
        section.when(means.p_22(), words.text("annotation.newMeans"))
                .when(means.p_42_5() == TWybor1_2._1, words.text("annotation.newMeansNotified"));
        if (!means.nowySrodekTransportu().isEmpty()) {
            section.add(NewMeansTable.of(means.nowySrodekTransportu(), words));
        }
    }
}
