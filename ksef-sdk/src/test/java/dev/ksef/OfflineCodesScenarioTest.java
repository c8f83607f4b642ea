package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.invoice.CertificateLinkCheck;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.port.signing.Signer;
import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.testkit.signing.SoftHsm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An invoice issued offline: its codes lead to pages that know what the codes say, before and after it is sent. */
class OfflineCodesScenarioTest extends Scenario {

    private static final String QR_HOST = "qr-test.ksef.mf.gov.pl";

    private final HttpClient scanner = HttpClient.newHttpClient();

    @Override
    SimulatorBuilder settings() {
        return super.settings().qrHost(QR_HOST);
    }

    @ParameterizedTest
    @CsvSource({"rsa, false", "ec, false", "ec, true"})
    void codesOfAnOfflineInvoice_areVerified_beforeAndAfterItIsSent(String key, boolean der) throws Exception {
        KeyPair made = made(key);
        IssuedCertificate issued = issued(made);
        Signer signer = LocalSigner.by(time).of(made.getPrivate(), List.of(issued.certificate()));
        var codes = new OfflineCodes(environment, signer, time);
        InvoiceXml invoice = InvoiceXml.of(invoice("OFF/1"));
        InvoiceFacts facts = facts(invoice);
        OfflineLinks links = (der ? codes.inDer() : codes).links(facts, Nip.of(simulator.nip()));
        assertThat(links.certificate().signatureBytes())
                .as("the signature of an %s key", key)
                .satisfies(
                        bytes -> assertThat(bytes.length).isEqualTo(der ? bytes[1] + 2 : key.equals("rsa") ? 256 : 64));

        assertThat(scan(links.invoice().uri())).isEqualTo(new Page(200, "not-found"));
        assertThat(scan(links.certificate().uri())).isEqualTo(new Page(200, "valid", "not-found"));
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            var accepted = session.send(invoice, SendOptions.OFFLINE).await(Duration.ofMinutes(1));
            assertThat(accepted.verificationLink().uri())
                    .as("what was printed leads to what was accepted")
                    .isEqualTo(links.invoice().uri());
        }
        assertThat(scan(links.invoice().uri())).isEqualTo(new Page(200, "found"));
        assertThat(scan(links.certificate().uri())).isEqualTo(new Page(200, "valid", "found"));
        assertThat(misfits(links.certificate(), facts, issued)).isEmpty();

        simulator.certificates().revoke(issued.serialNumber());
        assertThat(scan(links.certificate().uri()))
                .as("only KSeF knows that")
                .isEqualTo(new Page(200, "certificate-not-active", "found"));
    }

    @ParameterizedTest
    @CsvSource({"rsa, false", "ec, false", "ec, true"})
    void spoiledSignature_isRefusedByPageAndCheck(String key, boolean der) throws Exception {
        KeyPair made = made(key);
        IssuedCertificate issued = issued(made);
        Signer signer = LocalSigner.by(time).of(made.getPrivate(), List.of(issued.certificate()));
        var codes = new OfflineCodes(environment, signer, time);
        InvoiceFacts facts = facts(InvoiceXml.of(invoice("OFF/1")));
        CertificateVerificationLink good = (der ? codes.inDer() : codes)
                .certificateLink(Nip.of(simulator.nip()), Nip.of(simulator.nip()), facts.hash());
        byte[] signature = good.signatureBytes();
        signature[signature.length - 1] ^= 1;
        CertificateVerificationLink spoiled = good.unsigned().signed(signature);
        assertThat(scan(good.uri())).isEqualTo(new Page(200, "valid", "not-found"));
        assertThat(scan(spoiled.uri())).isEqualTo(new Page(200, "signature-invalid", "not-found"));
        assertThat(misfits(good, facts, issued)).isEmpty();
        assertThat(misfits(spoiled, facts, issued)).containsExactly(Misfit.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void keyInAnHsm_signsCodes(String key) throws Exception {
        SoftHsm.Token hsm = SoftHsm.required().token();
        KeyPair made = made(key);
        IssuedCertificate issued = issued(made);
        hsm.add("kody", made.getPrivate(), issued.certificate());
        try (Pkcs11Token token = Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .time(time)
                .open()) {
            InvoiceFacts facts = facts(InvoiceXml.of(invoice("OFF/1")));
            CertificateVerificationLink link = new OfflineCodes(environment, token.signer("kody"), time)
                    .links(facts, Nip.of(simulator.nip()))
                    .certificate();
            assertThat(scan(link.uri())).isEqualTo(new Page(200, "valid", "not-found"));
            assertThat(misfits(link, facts, issued)).isEmpty();
        }
    }

    @Test
    void certificateToSignInWith_signsNoCodes() {
        KeyPair made = made("ec");
        Signer signer = LocalSigner.by(time)
                .of(
                        made.getPrivate(),
                        List.of(simulator
                                .certificates()
                                .issueForAuthentication(made.getPublic(), "Piekarnia", simulator.nip())
                                .certificate()));
        assertThatThrownBy(() -> new OfflineCodes(environment, signer, time))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("Offline");
    }

    private List<Misfit> misfits(CertificateVerificationLink link, InvoiceFacts facts, IssuedCertificate certificate) {
        return List.copyOf(new CertificateLinkCheck(environment)
                .check(link.toString(), facts, certificate.certificate(), time.instant())
                .misfits());
    }

    private IssuedCertificate issued(KeyPair key) {
        return simulator.certificates().issueForOffline(key.getPublic(), "Piekarnia", simulator.nip());
    }

    private static KeyPair made(String key) {
        return KeyFiles.pair(key.equals("rsa"));
    }

    private static InvoiceFacts facts(InvoiceXml invoice) {
        return new InvoiceReader(new JdkCryptoEngine()).read(invoice);
    }

    /** What a page says: of what was asked, and of the invoice where that is another matter. */
    private record Page(int status, String verdict, String invoice) {

        Page(int status, String verdict) {
            this(status, verdict, "");
        }
    }

    /** Asks the simulator's pages in place of the host that the code names. */
    private Page scan(URI code) throws IOException, InterruptedException {
        assertThat(code.getHost()).isEqualTo(QR_HOST);
        URI page = URI.create(simulator.qrBaseUri() + code.getRawPath());
        HttpResponse<String> answer =
                scanner.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        return new Page(
                answer.statusCode(),
                attribute("data-verdict", answer.body()),
                attribute("data-invoice", answer.body()));
    }

    private static String attribute(String name, String html) {
        int begin = html.indexOf(name + "=\"");
        return begin < 0 ? "" : html.substring(begin + name.length() + 2, html.indexOf('"', begin + name.length() + 2));
    }
}
