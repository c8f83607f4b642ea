package dev.ksef.domain.invoice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The text of a KOD II link, cut at its slashes and not checked further, so that the mistakes in it can be found.
 *
 * @param address scheme, host and path of the environment
 * @param text the text that should have been signed: from the host to the hash, as it is written
 * @param parts kind of context, context, seller, serial number, hash, signature
 */
record ParsedCertificateLink(String address, String text, List<String> parts) {

    private static final String SCHEME_END = "://";
    private static final String MARK = "/certificate/";
    private static final int PARTS = 6;
    /** Far more than a QR code holds. */
    private static final int ABSURD_LENGTH = 8192;

    static Optional<ParsedCertificateLink> of(String link) {
        int host = link.indexOf(SCHEME_END) + SCHEME_END.length();
        int mark = link.indexOf(MARK, host);
        if (link.length() > ABSURD_LENGTH || host < SCHEME_END.length() || mark < 0) {
            return Optional.empty();
        }
        // A signature in the usual Base64 has slashes of its own.
        List<String> parts = List.of(link.substring(mark + MARK.length()).split("/", PARTS));
        if (parts.size() < PARTS) {
            return Optional.empty();
        }
        String text = link.substring(host, link.length() - parts.get(PARTS - 1).length() - 1);
        return Optional.of(new ParsedCertificateLink(link.substring(0, mark), text, parts));
    }

    Optional<URI> base() {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
    }

    String kind() {
        return parts.get(0);
    }

    String context() {
        return parts.get(1);
    }

    String seller() {
        return parts.get(2);
    }

    String serial() {
        return parts.get(3);
    }

    String hash() {
        return parts.get(4);
    }

    String signature() {
        return parts.get(5);
    }
}
