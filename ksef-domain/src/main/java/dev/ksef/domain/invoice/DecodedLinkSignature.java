package dev.ksef.domain.invoice;

import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signature as it stands in a link, read in any notation.
 *
 * @param misfits where the notation is another than Base64URL without padding
 * @param bytes null where it cannot be read
 */
record DecodedLinkSignature(Set<Misfit> misfits, byte @Nullable [] bytes) {

    static DecodedLinkSignature of(String written) {
        Set<Misfit> misfits = EnumSet.noneOf(Misfit.class);
        String text = written;
        if (PercentEncoding.isIn(text)) {
            misfits.add(Misfit.SIGNATURE_PERCENT_ENCODED);
            text = PercentEncoding.decoded(text);
        }
        if (text.endsWith("=")) {
            misfits.add(Misfit.SIGNATURE_PADDED);
            text = text.replaceFirst("={1,2}$", "");
        }
        if (text.indexOf('+') >= 0 || text.indexOf('/') >= 0) {
            misfits.add(Misfit.SIGNATURE_ALPHABET);
            text = text.replace('+', '-').replace('/', '_');
        }
        Optional<byte[]> bytes = decoded(text);
        if (bytes.isEmpty()) {
            misfits.add(Misfit.SIGNATURE_UNREADABLE);
        }
        return new DecodedLinkSignature(misfits, bytes.orElse(null));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }
}
