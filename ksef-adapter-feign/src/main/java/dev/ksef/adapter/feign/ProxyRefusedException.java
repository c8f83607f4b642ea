package dev.ksef.adapter.feign;

import java.io.IOException;

/** A proxy answered, and not for KSeF: it wants credentials. */
final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    ProxyRefusedException() {
        super("The proxy wants credentials");
    }
}
