package dev.ksef.domain.invoice;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a verification link fits an invoice, and a KOD II its certificate.
 *
 * @param misfits what does not fit; empty where all does
 */
public record LinkVerdict(Set<Misfit> misfits) {

    /** Why a link does not fit. */
    public enum Misfit {
        /** It is no link of the kind looked for. */
        NO_LINK,
        /** It leads to another environment, or not to KSeF at all. */
        ENVIRONMENT,
        /** It names another seller. */
        SELLER,
        /** It names another date of issue. */
        ISSUE_DATE,
        /** It is of another file; one more space makes another file. */
        HASH,
        /**
         * Its hash is written otherwise than the rules say: padded with {@code =}, percent-encoded, in the alphabet of common
         * Base64, or with bits set in its last character that no hash has. The verification page may take it all the same.
         */
        NOT_CANONICAL,
        /** The seller's NIP cannot be read from the invoice. */
        SELLER_UNREADABLE,
        /** The date of issue cannot be read from the invoice. */
        ISSUE_DATE_UNREADABLE,
        /** Its context is of no kind that KSeF knows, or has not the shape of its kind. */
        CONTEXT,
        /** Its context is percent-encoded: {@code +} and {@code *} stand in a path as they are. */
        CONTEXT_PERCENT_ENCODED,
        /** It names another certificate. */
        SERIAL,
        /** It names the certificate otherwise than in 16 digits, upper case: most often a leading zero is lost. */
        SERIAL_NOTATION,
        /** The certificate is no KSeF certificate of type Offline. */
        CERTIFICATE_TYPE,
        /** The certificate's key is neither RSA of 2048 bits at least nor on P-256. */
        CERTIFICATE_KEY,
        /** The certificate has expired. */
        CERTIFICATE_EXPIRED,
        /** The certificate is not valid yet. */
        CERTIFICATE_NOT_YET_VALID,
        /** The signature ends in padding. */
        SIGNATURE_PADDED,
        /** The signature is percent-encoded. */
        SIGNATURE_PERCENT_ENCODED,
        /** The signature is in the alphabet of common Base64, with {@code +} and {@code /}. */
        SIGNATURE_ALPHABET,
        /** The signature is no Base64 at all. */
        SIGNATURE_UNREADABLE,
        /** {@code https://} was signed, too. */
        SIGNED_WITH_SCHEME,
        /** A slash at the end was signed, too. */
        SIGNED_WITH_SLASH,
        /** A percent-encoded form of the text was signed. */
        SIGNED_PERCENT_ENCODED,
        /** The text's hash was signed as if it were the text, so that it was hashed twice. */
        SIGNED_HASHED_TWICE,
        /** It was signed with RSASSA-PKCS1-v1_5, as XAdES is, and not with RSASSA-PSS. */
        SIGNED_WITH_PKCS1,
        /** It was signed with RSASSA-PSS, but with a salt of another length than 32 bytes, or MGF1 with SHA-1. */
        SIGNED_WITH_OTHER_PSS,
        /** The certificate's key did not sign this, not even with one of the known mistakes. */
        SIGNATURE
    }

    public LinkVerdict {
        var ordered = EnumSet.noneOf(Misfit.class);
        ordered.addAll(misfits);
        misfits = Collections.unmodifiableSet(ordered);
    }

    /** Tells whether the link is the one that the rules make of this invoice. */
    public boolean fits() {
        return misfits.isEmpty();
    }
}
