package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kody-qr.md, code II: how it is signed, and with which certificates; judged by the JDK's verifier. */
class OfflineCodesTest {

    private static final CodeKey P256 = CodeKey.ec("secp256r1");
    private static final CodeKey RSA = CodeKey.rsa(2048);
    private static final Nip SELLER = Nip.of("5265877635");
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    private final InvoiceFacts facts = new InvoiceReader(new Faked.Crypto()).read(Invoices.xml(Invoices.FA_3));

    @Test
    void links_ofAnInvoice_areBothOfIt() {
        OfflineLinks links = codes(P256).links(facts, SELLER);
        String hash = facts.hash().base64Url();
        assertThat(links.invoice()).hasToString("https://qr-test.ksef.mf.gov.pl/invoice/5265877635/02-11-2026/" + hash);
        assertThat(links.invoice().label()).isEqualTo("OFFLINE");
        assertThat(links.certificate().toString())
                .startsWith("https://qr-test.ksef.mf.gov.pl/certificate/Nip/5265877635/5265877635/" + CodeKey.SERIAL
                        + "/" + hash + "/");
        assertThat(new InvoiceLinkCheck(KsefEnvironment.TEST)
                        .check(links.invoice().toString(), facts)
                        .fits())
                .isTrue();
        assertThat(new CertificateLinkCheck(KsefEnvironment.TEST)
                        .check(links.certificate().toString(), facts, P256.offline(), NOW)
                        .misfits())
                .isEmpty();
    }

    @Test
    void signature_ofRsa_isPssWithASaltOf32Bytes() throws Exception {
        CertificateVerificationLink link = codes(RSA).links(facts, SELLER).certificate();
        assertThat(link.signature()).hasSize(342);
        assertThat(link.toString()).hasSizeBetween(465, 475);
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        assertThat(verifies(pss, RSA, link)).isTrue();
    }

    @Test
    void signature_ofP256_isBothNumbersPadded_orDerOnRequest() throws Exception {
        for (int i = 0; i < 20; i++) {
            CertificateVerificationLink link = codes(P256).links(facts, SELLER).certificate();
            assertThat(link.signatureBytes()).hasSize(64);
            assertThat(link.toString()).hasSizeBetween(210, 220);
            assertThat(verifies(Signature.getInstance("SHA256withECDSAinP1363Format"), P256, link))
                    .isTrue();
        }
        CertificateVerificationLink der =
                codes(P256).inDer().links(facts, SELLER).certificate();
        assertThat(verifies(Signature.getInstance("SHA256withECDSA"), P256, der))
                .isTrue();
        assertThat(codes(RSA).inDer().links(facts, SELLER).certificate().signature())
                .as("an RSA signature has one notation")
                .hasSize(342);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nip 5265877635",
                "InternalId 5265877635-12346",
                "NipVatUe 5265877635-IE1+23456A",
                "NipVatUe 5265877635-NL1234567*+12",
                "PeppolId PPL123456"
            })
    void context_ofEachKind_isSigned(String context) throws Exception {
        String[] words = context.split(" ");
        ContextIdentifier identifier = ContextIdentifier.Type.named(words[0]).of(words[1]);
        assertThat(identifier).isInstanceOfAny(Nip.class, InternalId.class, NipVatUe.class, PeppolId.class);
        CertificateVerificationLink link = codes(P256).links(facts, identifier).certificate();
        assertThat(link.toString()).contains("/certificate/" + words[0] + "/" + words[1] + "/5265877635/");
        assertThat(new CertificateLinkCheck(KsefEnvironment.TEST)
                        .check(link.toString(), facts, P256.offline(), NOW)
                        .misfits())
                .isEmpty();
        assertThat(CertificateVerificationLink.parse(link.toString())).isEqualTo(link);
    }

    @Test
    void certificateOfTypeAuthentication_signsNoCodes() {
        var authentication = P256.certificate("CN=CCK KSeF TEST", KeyUsage.digitalSignature, CodeKey.SERIAL);
        assertThatThrownBy(() -> new OfflineCodes(KsefEnvironment.TEST, P256.signer(authentication), FakeTime.at(NOW)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("type Authentication");
    }

    @Test
    void certificateOfAnotherIssuer_signsNoCodes() {
        var qualified = P256.certificate("CN=Some CA", KeyUsage.nonRepudiation, CodeKey.SERIAL);
        assertThatThrownBy(() -> new OfflineCodes(KsefEnvironment.TEST, P256.signer(qualified), FakeTime.at(NOW)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("no KSeF certificate of type Offline");
    }

    @Test
    void keyOnAnotherCurve_signsNoCodes() {
        var p384 = CodeKey.ec("secp384r1");
        assertThatThrownBy(() -> new OfflineCodes(KsefEnvironment.TEST, p384.signer(p384.offline()), FakeTime.at(NOW)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("P-256")
                .hasNoCause();
    }

    @Test
    void deviceWithoutPss_isToldBeforeTheFirstInvoice() {
        var pkcs1Only =
                CodeKey.signer(RSA.offline(), EnumSet.of(SignatureAlgorithm.RSA_PKCS1_SHA256), data -> new byte[256]);
        assertThatThrownBy(() -> new OfflineCodes(KsefEnvironment.TEST, pkcs1Only, FakeTime.at(NOW)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("RSA_PSS_SHA256", "RSA_PKCS1_SHA256");
    }

    @Test
    void certificateOutOfItsTime_signsNothing() {
        var late = new OfflineCodes(
                KsefEnvironment.TEST, P256.signer(P256.offline()), FakeTime.at(CodeKey.TO.plus(Duration.ofSeconds(1))));
        assertThatThrownBy(() -> late.links(facts, SELLER))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("expired");
        var early = new OfflineCodes(
                KsefEnvironment.TEST, P256.signer(P256.offline()), FakeTime.at(CodeKey.FROM.minus(Duration.ofDays(1))));
        assertThatThrownBy(() -> early.links(facts, SELLER))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("valid from");
    }

    @Test
    void signatureThatDoesNotVerify_makesNoCode() {
        var another = CodeKey.ec("secp256r1");
        var wrong = CodeKey.signer(P256.offline(), EnumSet.allOf(SignatureAlgorithm.class), another::sign);
        var codes = new OfflineCodes(KsefEnvironment.TEST, wrong, FakeTime.at(NOW));
        assertThatThrownBy(() -> codes.links(facts, SELLER))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void invoiceThatCannotBeRead_hasNoLinks() {
        var junk = new InvoiceReader(new Faked.Crypto()).read(Invoices.xml("junk"));
        assertThatThrownBy(() -> codes(P256).links(junk, SELLER))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("P_1");
    }

    private static OfflineCodes codes(CodeKey key) {
        return new OfflineCodes(KsefEnvironment.TEST, key.signer(key.offline()), FakeTime.at(NOW));
    }

    private static boolean verifies(Signature verifier, CodeKey key, CertificateVerificationLink link)
            throws GeneralSecurityException {
        verifier.initVerify(key.pair().getPublic());
        String text = link.toString();
        verifier.update(
                text.substring("https://".length(), text.lastIndexOf('/')).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(link.signatureBytes());
    }
}
