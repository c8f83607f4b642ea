package dev.ksef.domain.invoice;

import dev.ksef.model.Sha256;
import java.util.Optional;

/** A hash as it stands in a link, read in any notation of Base64. */
final class HashText {

    private static final int BASE64_LENGTH = 43;

    private HashText() {}

    static Optional<Sha256> read(String written) {
        String text = PercentEncoding.decoded(written).replace('-', '+').replace('_', '/');
        String padded = text.length() == BASE64_LENGTH ? text + "=" : text;
        return Optional.of(padded)
                .filter(odd -> odd.length() == BASE64_LENGTH + 1)
                .map(Sha256::new)
                .filter(Sha256::isValid);
    }
}
