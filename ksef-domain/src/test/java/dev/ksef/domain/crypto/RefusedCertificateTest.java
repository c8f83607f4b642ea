package dev.ksef.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.event.KsefEvent.PublicKeyRefused;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What KSeF publishes is judged one by one: what is no good is told, and costs nothing else. */
class RefusedCertificateTest extends KeyScenario {

    private static final PublicKey SMALL = Issuer.rsa(1024).getPublic();
    private static final PublicKey EC = Issuer.pair("EC", 256).getPublic();

    private final EncryptionService service = settings().build();

    static Stream<Arguments> unfit() {
        PublicKeyCertificate good = key(A, LATELY, TOKEN);
        return Stream.of(
                Arguments.of("1024 bits", key(SMALL, LATELY, TOKEN)),
                Arguments.of("EC", key(EC, LATELY, TOKEN)),
                Arguments.of("hash of its key is " + id(A), with(good, good.certificate(), id(B))),
                Arguments.of("hash of its key is " + id(A), with(good, good.certificate(), new PublicKeyId(""))),
                Arguments.of("not Base64", with(good, "***", id(A))),
                Arguments.of("X.509", with(good, "MAA=", id(A))),
                Arguments.of("X.509", with(good, "", id(A))),
                Arguments.of("X.509", with(good, Base64.getEncoder().encodeToString(A.getEncoded()), id(A))),
                Arguments.of("no certificate", with(good, null, id(A))),
                Arguments.of("valid until 2026-11-02T09:00:00Z", ended(A)));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void unfitCertificate_isTold_andCostsNoOther(String reason, PublicKeyCertificate unfit) {
        publish(unfit, key(B, LONG_AGO, TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
        assertThat(events.of(PublicKeyRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.publicKeyId()).isEqualTo(unfit.publicKeyId());
            assertThat(refused.reason()).contains(reason);
        });
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void unfitCertificateAlone_isNamedWithItsReason(String reason, PublicKeyCertificate unfit) {
        publish(unfit);
        assertThatThrownBy(() -> chosen(service, TOKEN))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining("KsefTokenEncryption")
                .hasMessageContaining(unfit.publicKeyId().value())
                .hasMessageContaining(reason);
    }

    @Test
    void severalUnfitCertificates_areAllNamed_andSoIsTheKeyOfTheFuture() {
        publish(key(SMALL, LATELY, TOKEN), ended(A), key(B, "2026-12-01T00:00:00Z", TOKEN), key(EC, LATELY, CONTENT));
        assertThatThrownBy(() -> chosen(service, TOKEN))
                .hasMessageContaining(id(SMALL) + ": ")
                .hasMessageContaining(id(A) + ": ")
                .hasMessageContaining(id(B) + ": valid from 2026-12-01T00:00:00Z")
                .hasMessageNotContaining(id(EC).value());
    }

    @Test
    void certificateOfATrustedIssuer_isTaken_andOfAnotherRefused() {
        Issuer impostor = Issuer.named("Authority");
        EncryptionService careful = settings()
                .trustOnly(List.of(
                        AUTHORITY.ownCertificate(), Issuer.named("Another").ownCertificate()))
                .build();
        publish(impostor.published(B, LATELY, END, TOKEN), key(A, LONG_AGO, TOKEN));
        assertThat(chosen(careful, TOKEN))
                .as("the same name is not the same key")
                .isEqualTo(id(A));
        assertThat(events.of(PublicKeyRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).contains("trusted issuers"));
        assertThat(chosen(service, TOKEN))
                .as("by default issuers are not looked at")
                .isEqualTo(id(B));
    }

    @Test
    void trustedKeyOfTheFuture_isNoStranger() {
        EncryptionService careful =
                settings().trustOnly(List.of(AUTHORITY.ownCertificate())).build();
        publish(key(A, LONG_AGO, TOKEN), key(B, "2026-12-01T00:00:00Z", TOKEN));
        assertThat(chosen(careful, TOKEN)).isEqualTo(id(A));
        assertThat(events.of(PublicKeyRefused.class)).isEmpty();
    }

    @Test
    void trustInNobody_isAMistake() {
        assertThatThrownBy(() -> settings().trustOnly(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static PublicKeyCertificate with(PublicKeyCertificate good, String certificate, PublicKeyId id) {
        return new PublicKeyCertificate(certificate, null, id, good.validFrom(), good.validTo(), good.usage());
    }

    private static PublicKeyCertificate ended(PublicKey key) {
        return AUTHORITY.published(key, LONG_AGO, "2026-11-02T09:00:00Z", TOKEN);
    }
}
