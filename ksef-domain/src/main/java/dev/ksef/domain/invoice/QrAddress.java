package dev.ksef.domain.invoice;

import java.net.URI;
import java.util.Locale;

/** The addresses that QR codes lead to, compared as browsers do. */
final class QrAddress {

    private QrAddress() {}

    /** Tells whether two addresses are the same: host names are compared without case, and a missing port is the usual one. */
    static boolean same(URI one, URI other) {
        return comparable(one).equals(comparable(other));
    }

    private static String comparable(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        int port = base.getPort() < 0 && scheme.equals("https") ? 443 : base.getPort();
        String rest = base.getRawUserInfo() + base.getRawQuery() + base.getRawFragment();
        return scheme + ":" + String.valueOf(base.getHost()).toLowerCase(Locale.ROOT) + ":" + port + base.getRawPath()
                + rest;
    }
}
