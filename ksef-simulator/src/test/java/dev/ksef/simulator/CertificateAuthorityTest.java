package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.certificate.SerialNumbers;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.signature.CertificateSubject;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

    private static final String NIP = "5265877635";

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");
    private final CertificateAuthority authority = new CertificateAuthority(clock, new CertificationCentre(clock));
    private final KeyPair keys = ClientKeys.p256();

    @Test
    void certificate_leadsToTheRoot() throws Exception {
        X509Certificate certificate = issueForOffline().certificate();
        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(clock.instant()));

        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(certificate, authority.authority())),
                        trust);

        assertThat(authority.authority().getSubjectX500Principal().getName())
                .as("the issuer's name")
                .isEqualTo("CN=TEST CCK KSeF,OU=Krajowa Administracja Skarbowa,O=Ministerstwo Finansów,C=PL");
    }

    @Test
    void certificate_ofEachType_hasOneKeyUsageAndSaysSoInItsName() {
        IssuedCertificate login = authority.issueForAuthentication(keys.getPublic(), "Firma", NIP);
        IssuedCertificate offline = issueForOffline();

        assertThat(usages(login.certificate())).as("digital signature alone").containsExactly(0);
        assertThat(usages(offline.certificate())).as("non-repudiation alone").containsExactly(1);
        assertThat(CertificateSubject.of(login.certificate()).commonName()).isEqualTo("Firma (uwierzytelnienie)");
        assertThat(CertificateSubject.of(offline.certificate()).commonName()).isEqualTo("Firma (offline)");
        assertThat(CertificateSubject.of(offline.certificate()).nip())
                .as("whose")
                .isEqualTo(NIP);
    }

    @Test
    void certificate_livesTwoYearsFromNow() {
        X509Certificate certificate = issueForOffline().certificate();

        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-11-23T13:37:21Z"));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2028-11-23T13:37:21Z"));
    }

    @Test
    void serialNumbers_haveSixteenDigits_halfOfThemAZeroFirst() {
        List<IssuedCertificate> certificates =
                Stream.generate(() -> issueForOffline()).limit(8).toList();

        assertThat(certificates).allSatisfy(issued -> {
            assertThat(issued.serialNumber()).as("shape").matches("[0-9A-F]{16}");
            assertThat(new BigInteger(issued.serialNumber(), 16))
                    .as("the certificate's own")
                    .isEqualTo(issued.certificate().getSerialNumber());
            assertThat(SerialNumbers.text(issued.certificate())).as("read back").isEqualTo(issued.serialNumber());
        });
        assertThat(certificates.stream().map(IssuedCertificate::serialNumber).distinct())
                .as("all different")
                .hasSize(8);
        assertThat(certificates.stream().filter(issued -> issued.serialNumber().startsWith("0")))
                .as("for clients that lose zeros")
                .hasSizeGreaterThanOrEqualTo(4)
                .contains(certificates.get(0));
    }

    @Test
    void root_isTheSameAtEveryLook_andAnotherInAnotherSimulator() {
        assertThat(authority.root()).isEqualTo(authority.root());
        assertThat(authority.root())
                .isNotEqualTo(new CertificateAuthority(clock, new CertificationCentre(clock)).root());
    }

    @Test
    void issue_forUnfitKeyOrHolder_isRefused() {
        assertThatThrownBy(() ->
                        authority.issueForOffline(ClientKeys.curve("secp384r1").getPublic(), "Firma", NIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
        assertThatThrownBy(() -> authority.issueForAuthentication(keys.getPublic(), "Firma", "123"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NIP");
    }

    @Test
    void revoke_ofNone_isRefused() {
        assertThatThrownBy(() -> authority.revoke("0123456789ABCDEF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0123456789ABCDEF");
        assertThatThrownBy(() -> authority.block("0123456789ABCDEF")).isInstanceOf(IllegalArgumentException.class);
    }

    private IssuedCertificate issueForOffline() {
        return authority.issueForOffline(keys.getPublic(), "Firma", NIP);
    }

    private static List<Integer> usages(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return Stream.iterate(0, bit -> bit + 1)
                .limit(usage.length)
                .filter(bit -> usage[bit])
                .toList();
    }
}
