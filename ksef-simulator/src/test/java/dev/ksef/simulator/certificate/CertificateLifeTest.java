package dev.ksef.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.certificate.CertificateWorld.Applicant;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.KodTwo;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A certificate from its application to its end, in the whole simulator. */
class CertificateLifeTest extends XadesTest {

    private final String nip = nip();
    private final KeyPair keys = ClientKeys.p256();

    @Test
    void authenticationCertificate_signsInUntilItIsRevoked() throws Exception {
        Applicant company = applicant(TestSigner.seal(nip));
        X509Certificate certificate = certificate(company, "Authentication");
        TestSigner signer = new TestSigner(keys, certificate);

        Answer signedIn = signIn(signer, "?verifyCertificateChain=true");
        assertThat(code(status(signedIn))).as("trusted").isEqualTo(200);
        assertThat(status(signedIn).at("/authenticationMethodInfo/code").stringValue())
                .as("told as what it is")
                .isEqualTo("xades.ksef-certificate");

        Applicant renewing = applicant(signer);
        assertThat(renewing.data())
                .as("applies for the next one with the same data")
                .isEqualTo(company.data());

        renewing.post("/" + SerialNumbers.text(certificate) + "/revoke");
        JsonNode refused = status(signIn(signer, ""));
        assertThat(code(refused)).as("a certificate's fault").isEqualTo(460);
        assertThat(detail(refused)).as("which one").isEqualTo("Certyfikat odwołany");
    }

    @Test
    void offlineCertificate_vouchesForInvoicesAndDoesNotSignIn() throws Exception {
        X509Certificate certificate = certificate(applicant(TestSigner.seal(nip)), "Offline");
        IssuedCertificate offline = new IssuedCertificate(SerialNumbers.text(certificate), certificate);
        KodTwo link = KodTwo.of(simulator().qrBaseUri(), offline, nip, "an invoice".getBytes(StandardCharsets.UTF_8));

        assertRefused(signIn(new TestSigner(keys, certificate), ""), 21115, "not for signing in");
        Answer page = RawClient.download(simulator().qrBaseUri() + link.signed(keys.getPrivate()), Map.of());
        assertThat(page.text()).as("but for this").contains("data-verdict=\"valid\"");
    }

    @Test
    void certificateOfTheFacade_signsInUntilItIsBlocked() {
        IssuedCertificate issued = simulator().certificates().issueForAuthentication(keys.getPublic(), "Firma", nip);
        TestSigner signer = new TestSigner(keys, issued.certificate());

        assertThat(code(status(signIn(signer, "?verifyCertificateChain=true"))))
                .as("trusted")
                .isEqualTo(200);
        simulator().certificates().block(issued.serialNumber());
        assertThat(detail(status(signIn(signer, "")))).as("no longer").isEqualTo("Certyfikat zawieszony");
    }

    @Test
    void certificateOfAnotherSimulator_isNobodys() {
        try (KsefSimulator other = KsefSimulator.builder().clock(clock).start()) {
            IssuedCertificate foreign = other.certificates().issueForAuthentication(keys.getPublic(), "Firma", nip);

            JsonNode status =
                    status(signIn(new TestSigner(keys, foreign.certificate()), "?verifyCertificateChain=true"));

            assertThat(detail(status)).as("not ours").isEqualTo("Niezaufany łańcuch certyfikatów");
        }
    }

    private Answer signIn(TestSigner signer, String query) {
        return post(new TestSignature(signer).enveloped(request(nip)), query);
    }

    private Applicant applicant(TestSigner signer) {
        TaxpayerClient taxpayer = new TaxpayerClient(client(), nip, "").redeemed(begun(signIn(signer, "")));
        return new Applicant(client(), taxpayer.access());
    }

    private X509Certificate certificate(Applicant applicant, String type) throws Exception {
        String serial = applicant.certified(applicant.application(keys).put("certificateType", type));
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.putArray("certificateSerialNumbers").add(serial);
        String der = applicant
                .post("/retrieve", request)
                .json()
                .at("/certificates/0/certificate")
                .stringValue();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(der)));
    }
}
