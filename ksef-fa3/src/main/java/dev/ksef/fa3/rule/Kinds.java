package dev.ksef.fa3.rule;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import java.util.Set;

/** Kinds of invoices. */
final class Kinds {

    private static final Set<TRodzajFaktury> CORRECTIONS =
            Set.of(TRodzajFaktury.KOR, TRodzajFaktury.KOR_ZAL, TRodzajFaktury.KOR_ROZ);

    private Kinds() {}

    static boolean isCorrection(Fa fa) {
        return CORRECTIONS.contains(fa.rodzajFaktury());
    }

    static boolean is(Fa fa, TRodzajFaktury... kinds) {
        for (TRodzajFaktury kind : kinds) {
            if (fa.rodzajFaktury() == kind) {
                return true;
            }
        }
        return false;
    }
}
