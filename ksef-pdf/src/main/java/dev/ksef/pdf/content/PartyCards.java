package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Podmiot1;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.Podmiot3;
import dev.ksef.fa3.schema.PodmiotUpowazniony;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody who takes part in a sale. */
final class PartyCards {

    private final Words words;

    private PartyCards(Words words) {
        this.words = words;
    }

    static List<Card> of(Faktura invoice, Words words) {
        var cards = new PartyCards(words);
        var all = new ArrayList<Card>();
        all.add(cards.seller(invoice.podmiot1()));
        all.add(cards.buyer(invoice.podmiot2()));
        invoice.podmiot3().forEach(party -> all.add(cards.third(party)));
        PodmiotUpowazniony authorised = invoice.podmiotUpowazniony();
        if (authorised != null) {
            all.add(cards.authorised(authorised));
        }
        return all;
    }

    /** Returns the parties as they were before a correction of their data. */
    static List<Card> before(Fa invoice, Words words) {
        var cards = new PartyCards(words);
        var all = new ArrayList<Card>();
        Fa.Podmiot1K seller = invoice.podmiot1K();
        if (seller != null) {
            all.add(new Parties(words)
                    .of(prefix(seller.prefiksPodatnika()), seller.daneIdentyfikacyjne())
                    .at(seller.adres())
                    .card(words.label("party.sellerBefore")));
        }
        invoice.podmiot2K().forEach(buyer -> all.add(cards.buyerBefore(buyer)));
        return all;
    }

    private Card buyerBefore(Fa.Podmiot2K buyer) {
        var card = new Parties(words).of(buyer.daneIdentyfikacyjne()).at(buyer.adres());
        card.facts().text("party.buyerKey", buyer.idNabywcy());
        return card.card(words.label("party.buyerBefore"));
    }

    private Card seller(Podmiot1 seller) {
        var card = new Parties(words)
                .of(seller.prefiksPodatnika() ? "PL" : null, seller.daneIdentyfikacyjne())
                .at(seller.adres());
        card.facts().text("party.eori", seller.nrEORI()).code("party.status", "status", seller.statusInfoPodatnika());
        card.correspondence(seller.adresKoresp());
        seller.daneKontaktowe().forEach(contact -> card.contact(contact.email(), contact.telefon()));
        return card.card(words.label("party.seller"));
    }

    private Card buyer(Podmiot2 buyer) {
        var card = new Parties(words).of(buyer.daneIdentyfikacyjne()).at(buyer.adres());
        card.facts()
                .text("party.eori", buyer.nrEORI())
                .text("party.customer", buyer.nrKlienta())
                .text("party.buyerKey", buyer.idNabywcy())
                .text("party.note", buyer.jst() == Podmiot2.JST._1 ? words.text("party.localGovernmentUnit") : null)
                .text("party.note", buyer.gv() == Podmiot2.GV._1 ? words.text("party.vatGroupMember") : null);
        card.correspondence(buyer.adresKoresp());
        buyer.daneKontaktowe().forEach(contact -> card.contact(contact.email(), contact.telefon()));
        return card.card(words.label("party.buyer"));
    }

    private Card third(Podmiot3 party) {
        var card = new Parties(words).of(party.daneIdentyfikacyjne()).at(party.adres());
        card.facts()
                .text("party.roleDescription", party.opisRoli())
                .text(
                        "party.share",
                        party.udzial() == null ? null : words.numbers().percent(party.udzial()))
                .text("party.eori", party.nrEORI())
                .text("party.customer", party.nrKlienta())
                .text("party.buyerKey", party.idNabywcy());
        card.correspondence(party.adresKoresp());
        party.daneKontaktowe().forEach(contact -> card.contact(contact.email(), contact.telefon()));
        return card.card(party.rola() == null ? words.label("role.other") : words.codeLabel("role", party.rola()));
    }

    private Card authorised(PodmiotUpowazniony party) {
        var card = new Parties(words).of(null, party.daneIdentyfikacyjne()).at(party.adres());
        card.facts().text("party.eori", party.nrEORI());
        card.correspondence(party.adresKoresp());
        party.daneKontaktowe().forEach(contact -> card.contact(contact.emailPU(), contact.telefonPU()));
        return card.card(words.codeLabel("authorised", party.rolaPU()));
    }

    private static @Nullable String prefix(@Nullable TKodyKrajowUE prefix) {
        return prefix == null ? null : prefix.text();
    }
}
