package dev.ksef.pdf.content;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the blocks of a section. Empty blocks and cards are left out, and so is a section without any. */
final class SectionDraft {

    private final @Nullable Label title;
    private final List<Block> blocks = new ArrayList<>();

    SectionDraft(@Nullable Label title) {
        this.title = title;
    }

    SectionDraft add(Block block) {
        blocks.add(block);
        return this;
    }

    SectionDraft facts(FactList facts) {
        if (!facts.facts().isEmpty()) {
            blocks.add(new Facts(facts.facts()));
        }
        return this;
    }

    SectionDraft cards(List<Card> cards) {
        List<Card> said = cards.stream()
                .filter(card -> card.name() != null
                        || !card.lines().isEmpty()
                        || !card.facts().isEmpty())
                .toList();
        if (!said.isEmpty()) {
            blocks.add(new Cards(said));
        }
        return this;
    }

    /** Adds a sentence if it holds. */
    SectionDraft when(boolean holds, String sentence) {
        if (holds) {
            blocks.add(new Paragraph(sentence));
        }
        return this;
    }

    void into(List<Section> sections) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(title, blocks));
        }
    }
}
