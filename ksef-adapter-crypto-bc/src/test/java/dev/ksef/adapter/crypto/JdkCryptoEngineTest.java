package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.testkit.crypto.CryptoEngineContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class JdkCryptoEngineTest extends CryptoEngineContract {

    @Override
    protected CryptoEngine engine() {
        return new JdkCryptoEngine();
    }

    @Test
    void provider_whereTheApplicationPutAnotherFirst_isStillTheJdks() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        try {
            var ciphers = JdkProvider.named("SunJCE");
            assertThat(ciphers.cipher("AES/CBC/PKCS5Padding").getProvider().getName())
                    .isEqualTo("SunJCE");
            assertThat(ciphers.cipher("RSA/ECB/OAEPPadding").getProvider().getName())
                    .isEqualTo("SunJCE");
            assertThat(JdkProvider.named("SUN").digest("SHA-256").getProvider().getName())
                    .isEqualTo("SUN");
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    @Test
    void engine_registersNoProvider() {
        var before = Security.getProviders();
        new JdkCryptoEngine().newContentKey().close();
        assertThat(Security.getProviders()).containsExactly(before);
    }

    @Test
    void algorithm_thatNoProviderHas_isNamed() {
        assertThatThrownBy(() -> JdkProvider.named("SUN").digest("SHA-1789"))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining("SHA-1789");
    }

    @Test
    void stream_closed_refusesToBeRead() throws Exception {
        var engine = new JdkCryptoEngine();
        InputStream encrypting = engine.encrypting(new ByteArrayInputStream(new byte[100]), engine.newContentKey());
        assertThat(encrypting.read()).isNotNegative();
        assertThat(encrypting.available()).as("what is made and not yet read").isPositive();
        encrypting.close();
        encrypting.close();
        assertThat(encrypting.available()).isZero();
        assertThatThrownBy(encrypting::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void stream_readOutsideItsTarget_isRefused() {
        var engine = new JdkCryptoEngine();
        InputStream encrypting = engine.encrypting(new ByteArrayInputStream(new byte[100]), engine.newContentKey());
        assertThatThrownBy(() -> encrypting.read(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
