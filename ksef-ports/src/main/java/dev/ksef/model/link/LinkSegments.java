package dev.ksef.model.link;

import dev.ksef.model.Sha256;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a link behind a QR code. */
final class LinkSegments {

    /** The form of a hash in links: 32 bytes in Base64URL without padding. */
    static final String HASH = "(?<hash>[A-Za-z0-9_-]{43})";

    /** Far more than a QR code holds. */
    private static final int ABSURD_LENGTH = 8192;

    private final URI base;
    private final Matcher path;

    private LinkSegments(URI base, Matcher path) {
        this.base = base;
        this.path = path;
    }

    /**
     * Splits a link. Returns empty unless it has HTTPS, no user, query or fragment, and a raw path that fits the pattern. The
     * group {@code base} of the pattern is the part that belongs to the address of the environment.
     */
    static Optional<LinkSegments> of(String link, Pattern pattern) {
        if (link.length() > ABSURD_LENGTH) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(link);
            Matcher path = pattern.matcher(String.valueOf(uri.getRawPath()));
            return isPlainHttps(uri) && path.matches()
                    ? Optional.of(new LinkSegments(base(uri, path.group("base")), path))
                    : Optional.empty();
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
    }

    private static boolean isPlainHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
    }

    /** Joins raw text, since the constructors of URI would encode the percent signs of a raw path again. */
    private static URI base(URI uri, String rawPath) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create("https://" + uri.getHost() + port + rawPath);
    }

    URI base() {
        return base;
    }

    String part(String group) {
        return path.group(group);
    }

    Sha256 hash() {
        return Sha256.of(part("hash").replace('-', '+').replace('_', '/') + "=");
    }
}
