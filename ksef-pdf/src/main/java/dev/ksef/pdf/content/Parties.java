package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.schema.TAdres;
import dev.ksef.fa3.schema.TPodmiot1;
import dev.ksef.fa3.schema.TPodmiot2;
import dev.ksef.fa3.schema.TPodmiot3;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws up the card of one party: name and identifiers, the address, then what else is known. */
final class Parties {

    private final Words words;
    private final FactList facts;
    private final List<String> address = new ArrayList<>();
    private @Nullable String name;

    Parties(Words words) {
        this.words = words;
        this.facts = new FactList(words);
    }

    /** Returns further facts, which follow the identifiers. */
    FactList facts() {
        return facts;
    }

    Card card(Label role) {
        return new Card(role, name, address, facts.facts());
    }

    /** Adds a taxpayer. The prefix precedes the NIP. */
    Parties of(@Nullable String prefix, TPodmiot1 party) {
        name = party.nazwa();
        facts.text("party.nip", prefix == null ? party.nip() : prefix + party.nip());
        return this;
    }

    Parties of(TPodmiot2 party) {
        name = party.nazwa();
        facts.text("party.nip", party.nip());
        foreign(party.kodUE(), party.nrVatUE(), party.kodKraju(), party.nrID(), party.brakID());
        return this;
    }

    Parties of(TPodmiot3 party) {
        name = party.nazwa();
        facts.text("party.nip", party.nip()).text("party.internalId", party.idWew());
        foreign(party.kodUE(), party.nrVatUE(), party.kodKraju(), party.nrID(), party.brakID());
        return this;
    }

    private void foreign(
            @Nullable TKodyKrajowUE member,
            @Nullable String vatNumber,
            @Nullable TKodKraju country,
            @Nullable String other,
            boolean none) {
        if (vatNumber != null) {
            facts.text("party.vatUe", member == null ? vatNumber : member.text() + vatNumber);
        }
        if (other != null) {
            facts.text("party.otherId", country == null ? other : country.text() + " " + other);
        }
        facts.text("party.otherId", none ? words.text("party.noId") : null);
    }

    Parties at(@Nullable TAdres place) {
        if (place != null) {
            address.addAll(lines(place));
            facts.text("address.gln", place.gln());
        }
        return this;
    }

    Parties correspondence(@Nullable TAdres place) {
        if (place != null) {
            facts.lines("address.correspondence", linesWithGln(place));
        }
        return this;
    }

    /** Adds an e-mail address with its telephone number, in a line. */
    Parties contact(@Nullable String email, @Nullable String telephone) {
        var parts = new ArrayList<String>();
        if (email != null) {
            parts.add(email);
        }
        if (telephone != null) {
            parts.add(words.named("party.telephone", telephone));
        }
        facts.text("party.contact", parts.isEmpty() ? null : String.join(", ", parts));
        return this;
    }

    private List<String> lines(TAdres place) {
        var lines = new ArrayList<String>();
        lines.add(place.adresL1());
        if (place.adresL2() != null) {
            lines.add(place.adresL2());
        }
        lines.add(words.country(place.kodKraju()));
        return lines;
    }

    /** Returns the lines of an address, where its number has no place of its own. */
    List<String> linesWithGln(TAdres place) {
        List<String> lines = lines(place);
        if (place.gln() != null) {
            lines.add(words.named("address.gln", place.gln()));
        }
        return lines;
    }
}
