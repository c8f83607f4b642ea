package dev.ksef.model.link;

import dev.ksef.model.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A signed link to a document in KSeF's storage. It is a secret: until it expires, anybody who has it can fetch the document,
 * or upload it.
 */
public final class SignedLink extends SecretText {

    private final URI address;

    private SignedLink(String text, URI address) {
        super(text);
        this.address = address;
    }

    /**
     * Takes a link as KSeF gave it.
     *
     * @throws IllegalArgumentException if it is not an absolute address with a host, by HTTP or HTTPS; the message does not
     *     quote it
     */
    public static SignedLink of(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null && address.getRawUserInfo() == null && scheme.matches("https?")) {
                return new SignedLink(text, address);
            }
        } catch (URISyntaxException quotingIt) {
            throw unfit();
        }
        throw unfit();
    }

    private static IllegalArgumentException unfit() {
        return new IllegalArgumentException("A signed link must be an absolute address that starts with https://");
    }

    /** Returns the address with its signature. Never log it or put it into a message. */
    public URI address() {
        return address;
    }
}
