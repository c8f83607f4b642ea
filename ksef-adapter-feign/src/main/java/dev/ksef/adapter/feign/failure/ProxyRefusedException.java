package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** Thrown if a proxy answered in place of KSeF, since it wants credentials. */
public final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ProxyRefusedException() {
        super("The proxy wants credentials");
    }
}
