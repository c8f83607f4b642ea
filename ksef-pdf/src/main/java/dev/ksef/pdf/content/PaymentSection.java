package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TFormaPlatnosci;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.TRachunekBankowy;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.AccountNumber;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been paid, and when, how and to which account the rest is paid. */
final class PaymentSection {

    private final Fa.Platnosc payment;
    private final Words words;

    private PaymentSection(Fa.Platnosc payment, Words words) {
        this.payment = payment;
        this.words = words;
    }

    static void add(Fa invoice, Words words, List<Section> sections) {
        Fa.Platnosc payment = invoice.platnosc();
        if (payment != null) {
            new PaymentSection(payment, words).into(sections);
        }
    }

    private void into(List<Section> sections) {
        var facts = new FactList(words)
                .text("payment.state", state())
                .date("payment.date", payment.dataZaplaty())
                .lines(
                        "payment.due",
                        payment.terminPlatnosci().stream().map(this::due).toList())
                .text("payment.form", form(payment.formaPlatnosci(), payment.opisPlatnosci()));
        Fa.Platnosc.Skonto discount = payment.skonto();
        if (discount != null) {
            facts.text("payment.discount", discount.wysokoscSkonta())
                    .text("payment.discountTerms", discount.warunkiSkonta());
        }
        facts.text("payment.link", payment.linkDoPlatnosci()).text("payment.id", payment.ipkSeF());
        var section = new SectionDraft(words.label("payment")).facts(facts);
        if (!payment.zaplataCzesciowa().isEmpty()) {
            section.add(parts());
        }
        var accounts = new ArrayList<Card>();
        payment.rachunekBankowy().forEach(one -> accounts.add(account("payment.account", one)));
        payment.rachunekBankowyFaktora().forEach(one -> accounts.add(account("payment.factorAccount", one)));
        section.cards(accounts).into(sections);
    }

    private @Nullable String state() {
        if (payment.zaplacono()) {
            return words.text("payment.paid");
        }
        if (payment.znacznikZaplatyCzesciowej() == null) {
            return null;
        }
        return words.text(
                payment.znacznikZaplatyCzesciowej() == TWybor1_2._1 ? "payment.paidPartly" : "payment.paidInParts");
    }

    /** Returns a day, or how it is found, or both. An empty term says nothing. */
    private String due(Fa.Platnosc.TerminPlatnosci term) {
        var parts = new ArrayList<String>();
        if (term.termin() != null) {
            parts.add(term.termin().toString());
        }
        Fa.Platnosc.TerminPlatnosci.TerminOpis described = term.terminOpis();
        if (described != null) {
            parts.add(described.ilosc() + " " + described.jednostka() + ", " + described.zdarzeniePoczatkowe());
        }
        return String.join("; ", parts);
    }

    /** Returns a listed form, or the description of another one. */
    private @Nullable String form(@Nullable TFormaPlatnosci form, @Nullable String other) {
        return form == null ? other : words.code("form", form);
    }

    private Table parts() {
        var rows = new ArrayList<Row>();
        for (Fa.Platnosc.ZaplataCzesciowa part : payment.zaplataCzesciowa()) {
            String form = form(part.formaPlatnosci(), part.opisPlatnosci());
            rows.add(new Row(
                    Row.Kind.USUAL,
                    List.of(
                            Cell.of(part.dataZaplatyCzesciowej().toString()),
                            Cell.of(words.numbers().money(part.kwotaZaplatyCzesciowej())),
                            form == null ? Cell.EMPTY : Cell.of(form))));
        }
        return new Table(
                List.of(
                        Column.words(words.label("payment.date")),
                        Column.numbers(words.label("amount")),
                        Column.words(words.label("payment.form"))),
                rows);
    }

    private Card account(String role, TRachunekBankowy account) {
        return new Card(
                words.label(role),
                AccountNumber.written(account.nrRB()),
                List.of(),
                new FactList(words)
                        .text("payment.bank", account.nazwaBanku())
                        .text("payment.swift", account.swift())
                        .text("payment.accountDescription", account.opisRachunku())
                        .code("payment.ownAccount", "ownAccount", account.rachunekWlasnyBanku())
                        .facts());
    }
}
