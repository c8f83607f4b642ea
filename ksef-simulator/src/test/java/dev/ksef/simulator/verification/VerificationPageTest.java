package dev.ksef.simulator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.KodTwo;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationPageTest extends SimulatorTest {

    private static final String REAL_HOST = "qr-test.ksef.mf.gov.pl";
    private static final String NIP = "5265877635";
    private static final byte[] INVOICE = "an invoice issued offline".getBytes(StandardCharsets.UTF_8);
    private static final String[] GOOD_SENTENCES = {
        "Certyfikat istnieje",
        "Certyfikat jest aktywny",
        "Podpis wystawcy jest prawid",
        "Wystawca posiada uprawnienia do wystawienia faktury"
    };
    private static final KeyPair EC = ClientKeys.p256();
    private static final KeyPair RSA = ClientKeys.rsa(2048);

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.qrHost(REAL_HOST);
    }

    @Test
    void invoice_thatWasTaken_isFoundByNipDateAndHash() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();
        String number = taxpayer.open().sendAndLook(xml).path("ksefNumber").stringValue();

        Answer page = invoice(taxpayer.nip(), "23-11-2026", KodTwo.urlHash(bytes(xml)));

        assertThat(page.status()).as("found").isEqualTo(200);
        assertThat(verdict(page)).as("for machines").isEqualTo("found");
        assertThat(page.header("Content-Type")).as("a page").isEqualTo("text/html; charset=utf-8");
        assertThat(page.text())
                .as("for people, in two languages, with the number and nothing else of the invoice")
                .contains("Faktura znajduje się w KSeF.", "The invoice is in KSeF.", number)
                .doesNotContain("Sprzedawca", "123.00", "<script");
    }

    @Test
    void invoice_whichIsNotThere_isNotFound() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();
        taxpayer.open().sendAndLook(xml);
        String hash = KodTwo.urlHash(bytes(xml));

        assertThat(verdict(invoice(taxpayer.nip(), "24-11-2026", hash)))
                .as("another date")
                .isEqualTo("not-found");
        assertThat(verdict(invoice(NIP, "23-11-2026", hash)))
                .as("another seller")
                .isEqualTo("not-found");
        Answer other = invoice(taxpayer.nip(), "23-11-2026", KodTwo.urlHash(INVOICE));
        assertThat(verdict(other)).as("another file").isEqualTo("not-found");
        assertThat(other.status()).as("a good answer all the same").isEqualTo(200);
        assertThat(other.text())
                .contains("Faktura nie została znaleziona w KSeF", "The invoice was not found in KSeF")
                .doesNotContain("Faktura znajduje się w KSeF");
    }

    @Test
    void invoice_correctedTechnically_isFoundByTheHashOfTheFirst() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        byte[] broken = bytes("broken");
        session.accepted(session.sendRequest(broken).put("offlineMode", true));
        ObjectNode correction = session.sendRequest(
                        bytes(TestInvoice.of(taxpayer).xml()))
                .put("offlineMode", true)
                .put("hashOfCorrectedInvoice", ClientCrypto.sha256(broken));
        session.accepted(correction);

        assertThat(verdict(invoice(taxpayer.nip(), "23-11-2026", KodTwo.urlHash(broken))))
                .as("leads to the corrected one")
                .isEqualTo("found");
    }

    @ParameterizedTest
    @CsvSource({
        "123,23-11-2026,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "5265877635,2026-11-23,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "5265877635,31-02-2026,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "5265877635,23-11-2026,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "5265877635,23-11-2026,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "5265877635,23-11-2026,%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    })
    void invoice_byAMalformedLink_isRefusedWithoutAnEcho(String nip, String date, String hash) {
        Answer page = invoice(nip, date, hash);

        assertThat(page.status()).as("no such link").isEqualTo(400);
        assertThat(verdict(page)).as("for machines").isEqualTo("malformed");
        assertThat(page.text()).as("nothing of the link").doesNotContain("<script", "alert", nip);
    }

    @Test
    void certificate_signedInEachForm_isValid() {
        KodTwo ec = link(EC);
        KodTwo rsa = link(RSA);

        Answer page = open(ec.signed(EC.getPrivate()));

        assertThat(page.status()).as("valid").isEqualTo(200);
        assertThat(verdict(page)).as("r and s").isEqualTo("valid");
        assertThat(page.text())
                .as("and the invoice is still to come")
                .contains("data-invoice=\"not-found\"", "Faktura nie została znaleziona w KSeF");
        assertThat(page.text())
                .as("what the tests of the Ministry and of others look for")
                .contains(GOOD_SENTENCES)
                .contains("Weryfikacja prawidłowa");
        assertThat(verdict(open(ec.signed("SHA256withECDSA", EC.getPrivate()))))
                .as("DER")
                .isEqualTo("valid");
        assertThat(verdict(open(rsa.signed(RSA.getPrivate())))).as("PSS").isEqualTo("valid");
    }

    @Test
    void certificate_ofAnInvoiceThatCame_saysSo() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();
        taxpayer.open().sendAndLook(xml);
        IssuedCertificate issued = simulator().certificates().issueForOffline(EC.getPublic(), "Firma", taxpayer.nip());

        Answer page = open(KodTwo.of(simulator().qrBaseUri(), issued, taxpayer.nip(), bytes(xml))
                .signed(EC.getPrivate()));

        assertThat(page.text()).as("both").contains("data-verdict=\"valid\" data-invoice=\"found\"");
    }

    @Test
    void certificate_signedInAnotherWay_isInvalid() {
        KodTwo rsa = link(RSA);
        KodTwo ec = link(EC);

        Answer page = open(rsa.signed("SHA256withRSA", RSA.getPrivate()));

        assertThat(page.status()).as("a good answer all the same").isEqualTo(200);
        assertThat(page.text())
                .contains("Certyfikat istnieje", "Certyfikat jest aktywny")
                .doesNotContain("Podpis wystawcy jest prawid", "Wystawca posiada", "Weryfikacja prawidłowa");
        assertThat(verdict(page)).as("PKCS#1").isEqualTo("signature-invalid");
        assertThat(verdict(open(rsa.signedWithSalt(RSA.getPrivate(), 20))))
                .as("salt of 20")
                .isEqualTo("signature-invalid");
        assertThat(verdict(open(rsa.signedWithSalt(RSA.getPrivate(), 0))))
                .as("no salt")
                .isEqualTo("signature-invalid");
        assertThat(verdict(open(ec.signed("SHA512withECDSA", EC.getPrivate()))))
                .as("another hash")
                .isEqualTo("signature-invalid");
        assertThat(verdict(open(ec.signed(ClientKeys.p256().getPrivate()))))
                .as("another key")
                .isEqualTo("signature-invalid");
    }

    @Test
    void certificate_signedForAnotherLink_isInvalid() {
        KodTwo link = link(EC);
        String signature = lastOf(link.signed(EC.getPrivate()));

        assertThat(verdict(
                        open(link.hash(KodTwo.urlHash(bytes("another invoice"))).path() + "/" + signature)))
                .as("another invoice")
                .isEqualTo("signature-invalid");
        assertThat(verdict(open(link.context("InternalId", NIP + "-12345").path() + "/" + signature)))
                .as("another context")
                .isEqualTo("signature-invalid");
    }

    @Test
    void certificate_signedForTheRealHost_isValidWhereItWasNamed() {
        KodTwo link = link(EC);

        assertThat(verdict(open(link.host(REAL_HOST).signed(EC.getPrivate()))))
                .as("the one that was named")
                .isEqualTo("valid");
        assertThat(verdict(open(link.host("qr.ksef.mf.gov.pl").signed(EC.getPrivate()))))
                .as("another environment")
                .isEqualTo("signature-invalid");
        assertThat(verdict(open(link.host("https://" + REAL_HOST).signed(EC.getPrivate()))))
                .as("the scheme is not signed")
                .isEqualTo("signature-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "NipVatUe,5265877635-IE1+12345A",
        "NipVatUe,5265877635-NL1*3456789B01",
        "NipVatUe,5265877635-NL1+3*56789B01",
        "InternalId,5265877635-12345",
        "PeppolId,PPL123456"
    })
    void certificate_inAnyContext_isVerifiedByThePathAsItCame(String type, String value) {
        KodTwo link = link(EC).context(type, value);

        assertThat(verdict(open(link.signed(EC.getPrivate())))).as("as it is").isEqualTo("valid");
    }

    @Test
    void certificate_whosePathWasEscaped_isVerifiedAsEscaped() {
        KodTwo plain = link(EC).context("NipVatUe", NIP + "-IE1+12345A");
        KodTwo escaped = plain.context("NipVatUe", NIP + "-IE1%2B12345A");

        assertThat(verdict(open(escaped.signed(EC.getPrivate()))))
                .as("escaped, then signed")
                .isEqualTo("valid");
        assertThat(verdict(open(escaped.path() + "/" + lastOf(plain.signed(EC.getPrivate())))))
                .as("signed, then escaped")
                .isEqualTo("signature-invalid");
    }

    @Test
    void certificate_forSigningIn_isOfTheWrongType() {
        Answer page = open(link(simulator().certificates().issueForAuthentication(EC.getPublic(), "Firma", NIP))
                .signed(EC.getPrivate()));

        assertThat(page.status()).as("a good answer all the same").isEqualTo(200);
        assertThat(page.text())
                .doesNotContain("Podpis wystawcy jest prawid", "Wystawca posiada", "Weryfikacja prawidłowa");
        assertThat(verdict(page)).as("whatever it signs").isEqualTo("certificate-type");
    }

    @Test
    void certificate_thatIsUnknown_vouchesForNothing() {
        KodTwo link = link(EC);

        Answer unknown = open(link.serialNumber("0123456789ABCDEF").signed(EC.getPrivate()));
        assertThat(verdict(unknown)).as("no such number").isEqualTo("certificate-unknown");
        assertThat(unknown.status()).as("a good answer all the same").isEqualTo(200);
        assertThat(unknown.text()).doesNotContain(GOOD_SENTENCES);
        assertThat(verdict(
                        open(link.serialNumber(link.serialNumber().substring(1)).signed(EC.getPrivate()))))
                .as("a digit lost")
                .isEqualTo("malformed");
    }

    @Test
    void certificate_blockedOrRevoked_vouchesForNothing() {
        KodTwo blocked = link(EC);
        KodTwo revoked = link(EC);
        simulator().certificates().block(blocked.serialNumber());
        simulator().certificates().revoke(revoked.serialNumber());

        assertThat(verdict(open(blocked.signed(EC.getPrivate())))).as("blocked").isEqualTo("certificate-not-active");
        Answer page = open(revoked.signed(EC.getPrivate()));
        assertThat(page.status()).as("a good answer all the same").isEqualTo(200);
        assertThat(page.text()).contains("Certyfikat istnieje").doesNotContain("Certyfikat jest aktywny");
        assertThat(verdict(page)).as("revoked").isEqualTo("certificate-not-active");
    }

    @Test
    void certificate_isJudgedByToday() {
        FakeClock later = new FakeClock("2026-11-23T13:37:21Z");
        try (KsefSimulator ksef = KsefSimulator.builder().clock(later).start()) {
            IssuedCertificate issued = ksef.certificates().issueForOffline(EC.getPublic(), "Firma", NIP);
            String link = ksef.qrBaseUri()
                    + KodTwo.of(ksef.qrBaseUri(), issued, NIP, INVOICE).signed(EC.getPrivate());

            later.advance(Duration.ofDays(730));
            assertThat(verdict(RawClient.download(link, Map.of())))
                    .as("the last day")
                    .isEqualTo("valid");
            later.advance(Duration.ofDays(1));
            assertThat(verdict(RawClient.download(link, Map.of()))).as("over").isEqualTo("certificate-not-active");
        }
    }

    @Test
    void certificate_withAPaddedSignature_isMalformed() {
        String link = link(RSA).signed(RSA.getPrivate());

        Answer page = open(link + "==");

        assertThat(page.status()).as("no padding in links").isEqualTo(400);
        assertThat(verdict(page)).isEqualTo("malformed");
        assertThat(verdict(open(link + "%3D%3D"))).as("escaped, either").isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({"nip,5265877635", "Nip,526587763", "NipVatUe,5265877635", "InternalId,5265877635", "PeppolId,P12345678"
    })
    void certificate_inNoContext_isMalformed(String type, String value) {
        String link = link(EC).context(type, value).signed(EC.getPrivate());

        assertThat(verdict(open(link))).as("no such context").isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://qr-test.ksef.mf.gov.pl", "qr-test.ksef.mf.gov.pl/", "", "qr host"})
    void qrHost_withMoreThanAName_isRefused(String host) {
        assertThatThrownBy(() -> KsefSimulator.builder().qrHost(host)).isInstanceOf(IllegalArgumentException.class);
    }

    private KodTwo link(KeyPair keys) {
        return link(simulator().certificates().issueForOffline(keys.getPublic(), "Firma", NIP));
    }

    private KodTwo link(IssuedCertificate issued) {
        return KodTwo.of(simulator().qrBaseUri(), issued, NIP, INVOICE);
    }

    private Answer invoice(String nip, String date, String hash) {
        return open("/invoice/" + nip + "/" + date + "/" + hash);
    }

    private Answer open(String path) {
        return RawClient.download(simulator().qrBaseUri() + path, Map.of());
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String verdict(Answer page) {
        return page.text().replaceAll("(?s).*data-verdict=\"([a-z-]+)\".*", "$1");
    }
}
