package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.CertificationRequests;
import dev.ksef.adapter.pkcs11.NewKeyType;
import dev.ksef.adapter.pkcs11.PinCallback;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.CertificateEnrollment;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The snippets of "Sign with an HSM". */
public final class HsmSigning {

    private HsmSigning() {}

    /** A token of an HSM, open. */
    public static Pkcs11Token open(Path library, String label, PinCallback vault) {
        // snippet: open
        Pkcs11Token token = Pkcs11Token.at(library)
                .tokenLabel(label)
                .pin(name -> vault.pin(name))
                .open();
        // end
        return token;
    }

    /** Signs in with a key in an HSM. */
    public static void signIn(
            KsefEnvironment environment, Pkcs11Token token, String nip, Consumer<KsefContextClient> work) {
        // snippet: signIn
        Signer signer = token.signer("company-seal");
        try (KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.certificate(DssXadesSigner.of(signer)))
                .build()) {
            work.accept(ksef.forNip(nip));
        }
        // end
    }

    /** A key is born in the HSM, and KSeF certifies it. */
    public static Signer newKey(Pkcs11Token token, KsefContextClient company) {
        // snippet: newKey
        NewKey key = token.newKey("ksef-2027", NewKeyType.EC_P256, CertificationRequests::of);
        CertificateEnrollment enrollment =
                company.certificates().enrol(CertificateType.AUTHENTICATION, "HSM 2027", key);
        enrollment.referenceNumber().ifPresent(number -> System.out.println("Applied under " + number));
        KsefCertificate issued = enrollment.await(Duration.ofMinutes(10));
        Signer signer = key.certified(List.of(issued.x509()));
        // end
        return signer;
    }

    /** The same after a crash between application and certificate. */
    public static Signer goOn(Pkcs11Token token, KsefContextClient company, ReferenceNumber application) {
        // snippet: goOn
        NewKey key = token.findNewKey("ksef-2027", CertificationRequests::of);
        KsefCertificate issued = company.certificates().awaitCertificate(application, Duration.ofMinutes(10));
        Signer signer = key.certified(List.of(issued.x509()));
        // end
        return signer;
    }
}
