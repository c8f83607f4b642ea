package dev.ksef.simulator.publickey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.OffsetDateTime;
import java.util.Date;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"KsefTokenEncryption", "SymmetricKeyEncryption"})
    void publicKey_ofEachUsage_hasIdsAndValidityOfItsCertificate(String usage) throws Exception {
        JsonNode key = taxpayer().publicKey(usage);

        X509Certificate certificate = ClientCrypto.certificate(key);
        assertThat(key.path("certificateId").stringValue())
                .as("hash of the certificate")
                .isEqualTo(ClientCrypto.sha256(certificate.getEncoded()));
        assertThat(key.path("publicKeyId").stringValue())
                .as("hash of the public key")
                .isEqualTo(ClientCrypto.sha256(certificate.getPublicKey().getEncoded()));
        assertThat(OffsetDateTime.parse(key.path("validFrom").stringValue()).toInstant())
                .as("start of the certificate")
                .isEqualTo(certificate.getNotBefore().toInstant());
        assertThat(OffsetDateTime.parse(key.path("validTo").stringValue()).toInstant())
                .as("end of the certificate")
                .isEqualTo(certificate.getNotAfter().toInstant());
        certificate.checkValidity(Date.from(clock.instant()));
        certificate.verify(certificate.getPublicKey());
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .as("RSA of at least 2048 bits")
                .isGreaterThanOrEqualTo(2048);
    }
}
