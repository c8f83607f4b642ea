package dev.ksef.model;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * One installation of KSeF, with the addresses of its API and its QR codes.
 *
 * @param name the name in messages and in keys of stores
 * @param apiBase base address of the API with its version, without a slash at the end
 * @param qrBase base address of the links in QR codes, without a slash at the end
 */
public record KsefEnvironment(String name, URI apiBase, URI qrBase) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** For integrators: shared data, self-made certificates accepted. */
    public static final KsefEnvironment TEST =
            custom("TEST", "https://api-test.ksef.mf.gov.pl/v2", "https://qr-test.ksef.mf.gov.pl");
    /** Pre-production. */
    public static final KsefEnvironment DEMO =
            custom("DEMO", "https://api-demo.ksef.mf.gov.pl/v2", "https://qr-demo.ksef.mf.gov.pl");
    /** The environment in which invoices are legally valid. */
    public static final KsefEnvironment PRODUCTION =
            custom("PRODUCTION", "https://api.ksef.mf.gov.pl/v2", "https://qr.ksef.mf.gov.pl");

    /**
     * @throws IllegalArgumentException if an address is not absolute HTTPS; plain HTTP is allowed for loopback only
     */
    public KsefEnvironment {
        apiBase = checked(apiBase, "API");
        qrBase = checked(qrBase, "QR");
    }

    /** Returns another installation, such as a simulator or a gateway in front of KSeF. */
    public static KsefEnvironment custom(String name, String apiBase, String qrBase) {
        return new KsefEnvironment(name, URI.create(apiBase), URI.create(qrBase));
    }

    public static URI checked(URI address, String what) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The " + what + " address must not have a user, a query or a fragment");
        }
        if (host == null
                || !(scheme.equals("https")
                        || scheme.equals("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException("The " + what + " address must be absolute and start with https:// "
                    + "(http:// is allowed for loopback only), but it is '" + address + "'");
        }
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }

    @Override
    public String toString() {
        return name;
    }
}
