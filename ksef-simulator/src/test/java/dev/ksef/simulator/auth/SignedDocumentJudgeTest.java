package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.auth.SignedDocumentJudge.DocumentVerdict;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated KSeF knows of its own certificates decides, and whether it trusts those of others. */
class SignedDocumentJudgeTest {

    private static final String NIP = "5265877635";

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21Z");
    private final IssuedChallenges challenges = new IssuedChallenges(new ReferenceNumbers(clock), clock);

    @Test
    void certificate_ofKsefItself_isTrusted() {
        DocumentVerdict verdict = judge(TestSigner.seal(NIP), CertificateStanding.ACTIVE, false, true);

        assertThat(verdict.status().code()).as("with its chain verified").isEqualTo(200);
        assertThat(verdict.proof().method()).as("method").isEqualTo(SignInMethod.KSEF_CERTIFICATE);
        assertThat(verdict.proof().method().json().path("code").stringValue())
                .as("its code")
                .isEqualTo("xades.ksef-certificate");
    }

    @ParameterizedTest
    @CsvSource({"REVOKED, Certyfikat odwołany", "BLOCKED, Certyfikat zawieszony", "SUSPENDED, Certyfikat zawieszony"})
    void certificate_ofKsefNoLongerGood_fails(CertificateStanding standing, String detail) {
        ProcessingStatus status =
                judge(TestSigner.seal(NIP), standing, true, false).status();

        assertThat(status.code()).as("code").isEqualTo(460);
        assertThat(status.details()).as("detail").containsExactly(detail);
    }

    @Test
    void certificate_ofOthers_isTakenWhereSelfSignedOnesAre() {
        TestSigner seal = TestSigner.seal(NIP);

        assertThat(judge(seal, CertificateStanding.NOT_OURS, true, false)
                        .status()
                        .code())
                .as("as on TEST")
                .isEqualTo(200);
        assertThat(judge(seal, CertificateStanding.NOT_OURS, true, true)
                        .status()
                        .details())
                .as("on demand")
                .containsExactly("Niezaufany łańcuch certyfikatów");
        assertThat(catchThrowableOfType(BadRequest.class, () -> judge(seal, CertificateStanding.NOT_OURS, false, false))
                        .code())
                .as("as on PRODUCTION")
                .isEqualTo(21115);
    }

    @Test
    void certificate_forConfirmingOnly_isRefusedIfKsefGaveItOut() {
        TestSigner offline =
                TestSigner.sealOf(NIP).usage(KeyUsage.nonRepudiation).build();

        BadRequest refused =
                catchThrowableOfType(BadRequest.class, () -> judge(offline, CertificateStanding.ACTIVE, true, false));

        assertThat(refused.code()).as("an Offline certificate").isEqualTo(21115);
        assertThat(judge(offline, CertificateStanding.NOT_OURS, true, false)
                        .status()
                        .code())
                .as("qualified certificates are often for confirming")
                .isEqualTo(200);
    }

    @Test
    void simulator_withoutSelfSignedCertificates_trustsNoneOfThem() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .clock(clock)
                .selfSignedCertificates(false)
                .start()) {
            RawClient client = new RawClient(simulator.baseUri());
            TaxpayerClient taxpayer = new TaxpayerClient(client, NIP, "");
            String challenge = taxpayer.challenge().path("challenge").stringValue();

            var answer = client.send(
                    "POST",
                    "/auth/xades-signature",
                    "",
                    new TestSignature(TestSigner.seal(NIP)).enveloped(document(challenge)),
                    Map.of("Content-Type", "application/xml"));

            assertThat(answer.errorCode())
                    .as("nobody vouches for it, and KSeF does not even begin")
                    .isEqualTo(21115);
        }
    }

    private DocumentVerdict judge(
            TestSigner signer, CertificateStanding standing, boolean selfSigned, boolean verifyChain) {
        SignedDocumentJudge signIn = new SignedDocumentJudge(
                clock, challenges, certificate -> standing, new AccessRights(new Rights(clock)), selfSigned);
        String document = document(challenges.issue().text());
        return signIn.judge(new TestSignature(signer).enveloped(document), verifyChain);
    }

    private static String document(String challenge) {
        return XadesTest.document(XadesTest.NAMESPACE, challenge, "Nip", NIP, XadesTest.BY_SUBJECT, "");
    }
}
