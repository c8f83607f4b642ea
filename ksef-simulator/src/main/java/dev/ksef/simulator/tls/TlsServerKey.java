package dev.ksef.simulator.tls;

import dev.ksef.simulator.crypto.LazyValue;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Gives the JDK the key for TLS, an EC key on P-256, at each handshake. */
final class TlsServerKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "server";
    private static final String ALGORITHM = "EC";

    private final LazyValue<TlsIdentity.Shown> shown;

    TlsServerKey(LazyValue<TlsIdentity.Shown> shown) {
        this.shown = shown;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return chooseServerAlias(type, issuers, null);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return type.equals(ALGORITHM) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return type.equals(ALGORITHM) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {shown.get().certificate(), shown.get().authority()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return shown.get().keys().getPrivate();
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
