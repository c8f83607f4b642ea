package dev.ksef.simulator;

import dev.ksef.simulator.tls.TlsIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings for listening with TLS.
 *
 * @param port null if the simulator does not listen with TLS
 * @param caFile where the authority is written, if anywhere
 */
record TlsSettings(
        @Nullable Integer port,
        TlsCertificate certificate,
        @Nullable Path caFile) {

    static final TlsSettings NONE = new TlsSettings(null, TlsCertificate.GOOD, null);

    TlsSettings withPort(int other) {
        return new TlsSettings(other, certificate, caFile);
    }

    TlsSettings withCertificate(TlsCertificate other) {
        return new TlsSettings(port, other, caFile);
    }

    TlsSettings withCaFile(Path other) {
        return new TlsSettings(port, certificate, other);
    }

    int requirePort() {
        if (port == null) {
            throw new IllegalStateException("No port for TLS");
        }
        return port;
    }

    /**
     * Makes the identity that the settings ask for; null if the simulator does not listen with TLS.
     *
     * @throws IllegalArgumentException if anything is set about TLS, but not its port
     */
    @Nullable
    TlsIdentity identity() {
        if (port != null) {
            TlsIdentity identity = new TlsIdentity(certificate.terms());
            if (caFile != null) {
                identity.writeAuthority(caFile);
            }
            return identity;
        }
        if (!equals(NONE)) {
            throw new IllegalArgumentException("A certificate or its CA without a port for TLS");
        }
        return null;
    }
}
