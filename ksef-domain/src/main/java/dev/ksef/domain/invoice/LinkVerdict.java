package dev.ksef.domain.invoice;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a verification link fits an invoice.
 *
 * @param misfits what does not fit; empty where all does
 */
public record LinkVerdict(Set<Misfit> misfits) {

    /** Why a link does not fit. */
    public enum Misfit {
        /** It leads to another environment, or to nobody of KSeF. */
        ENVIRONMENT,
        /** It names another seller. */
        SELLER,
        /** It names another date of issue. */
        ISSUE_DATE,
        /** It is of another file, be it by one space. */
        HASH,
        /**
         * Its hash has bits set in its last character that no hash has: it was not made by the rules, or was changed. The
         * verification page may take it all the same.
         */
        NOT_CANONICAL,
        /** The seller's NIP cannot be read from the invoice. */
        SELLER_UNREADABLE,
        /** The date of issue cannot be read from the invoice. */
        ISSUE_DATE_UNREADABLE
    }

    public LinkVerdict {
        var ordered = EnumSet.noneOf(Misfit.class);
        ordered.addAll(misfits);
        misfits = Collections.unmodifiableSet(ordered);
    }

    /** Whether the link is the one that the rules make of this invoice. */
    public boolean fits() {
        return misfits.isEmpty();
    }
}
