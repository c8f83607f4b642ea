package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;

/** For what the margin is taxed instead of the price (art. 119 and 120 of the VAT act). */
public enum MarginScheme {
    /** Travel agencies: {@code P_PMarzy_2}. */
    TRAVEL,
    /** Second-hand goods: {@code P_PMarzy_3_1}. */
    SECOND_HAND_GOODS,
    /** Works of art: {@code P_PMarzy_3_2}. */
    WORKS_OF_ART,
    /** Collectors' items and antiques: {@code P_PMarzy_3_3}. */
    COLLECTORS_ITEMS;

    Fa.Adnotacje.PMarzy mark() {
        return Fa.Adnotacje.PMarzy.builder()
                .p_PMarzy(true)
                .p_PMarzy_2(this == TRAVEL)
                .p_PMarzy_3_1(this == SECOND_HAND_GOODS)
                .p_PMarzy_3_2(this == WORKS_OF_ART)
                .p_PMarzy_3_3(this == COLLECTORS_ITEMS)
                .build();
    }
}
