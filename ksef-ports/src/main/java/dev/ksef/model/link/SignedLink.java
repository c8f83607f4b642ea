package dev.ksef.model.link;

import dev.ksef.model.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A link into KSeF's storage. It is as good as a key: whoever has it may fetch, or put, that one document until it
 * expires.
 */
public final class SignedLink extends SecretText {

    private final URI address;

    private SignedLink(String text, URI address) {
        super(text);
        this.address = address;
    }

    /**
     * The link with this text, as KSeF gave it.
     *
     * @throws IllegalArgumentException if it is not an absolute address with a host, by HTTP or HTTPS; the message does
     *     not quote it
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

    /** Where it leads, signature included. Never log it, never put it into a message. */
    public URI address() {
        return address;
    }
}
