package dev.ksef.pdf.sheet;

import java.util.List;

/** Cards, two beside each other. */
public record Cards(List<Card> cards) implements Block {

    /** Copies the cards. */
    public Cards {
        cards = List.copyOf(cards);
    }
}
