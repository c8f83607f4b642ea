package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** A proxy answered, and not for KSeF: it wants credentials. */
public final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ProxyRefusedException() {
        super("The proxy wants credentials");
    }
}
