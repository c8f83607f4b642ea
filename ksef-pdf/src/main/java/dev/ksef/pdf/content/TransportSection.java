package dev.ksef.pdf.content;

import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.schema.Fa.WarunkiTransakcji.Transport;
import dev.ksef.fa3.schema.TAdres;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.words.Times;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transport: how, what, by whom, when, and from where to where. */
final class TransportSection {

    private final Transport transport;
    private final Words words;

    private TransportSection(Transport transport, Words words) {
        this.transport = transport;
        this.words = words;
    }

    static void add(Transport transport, Words words, List<Section> sections) {
        new TransportSection(transport, words).into(sections);
    }

    private void into(List<Section> sections) {
        new SectionDraft(words.label("transport"))
                .facts(new FactList(words)
                        .code("transport.kind", "transport", transport.rodzajTransportu())
                        .text("transport.kind", transport.opisInnegoTransportu())
                        .code("transport.cargo", "cargo", transport.opisLadunku())
                        .text("transport.cargo", transport.opisInnegoLadunku())
                        .text("transport.package", transport.jednostkaOpakowania())
                        .text("transport.order", transport.nrZleceniaTransportu())
                        .text("transport.start", time(transport.dataGodzRozpTransportu()))
                        .text("transport.end", time(transport.dataGodzZakTransportu())))
                .cards(places())
                .into(sections);
    }

    private List<Card> places() {
        var cards = new ArrayList<Card>();
        Transport.Przewoznik carrier = transport.przewoznik();
        if (carrier != null) {
            cards.add(new Parties(words)
                    .of(carrier.daneIdentyfikacyjne())
                    .at(carrier.adresPrzewoznika())
                    .card(words.label("transport.carrier")));
        }
        add(cards, "transport.from", transport.wysylkaZ());
        transport.wysylkaPrzez().forEach(place -> add(cards, "transport.via", place));
        add(cards, "transport.to", transport.wysylkaDo());
        return cards;
    }

    private void add(List<Card> cards, String role, @Nullable TAdres place) {
        if (place != null) {
            cards.add(new Parties(words).at(place).card(words.label(role)));
        }
    }

    private static @Nullable String time(@Nullable DateTime time) {
        return time == null ? null : Times.written(time);
    }
}
