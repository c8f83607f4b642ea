package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.domain.auth.XadesOptions;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.signature.request.SignatureDoctor;
import dev.ksef.signature.signing.DssXadesSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The snippets of "Sign in with a certificate". */
public final class CertificateSignIn {

    private CertificateSignIn() {}

    /** A certificate that TEST takes, and nobody else. */
    public static Signer onTest(String nip) {
        // snippet: onTest
        Signer signer = SelfSigned.seal("Piekarnia", Nip.of(nip)).signer();
        // end
        return signer;
    }

    /** The same with a key that lasts. */
    public static Signer onTestFor(String nip, Path key, Path certificate, char[] password) throws Exception {
        // snippet: onTestKept
        LocalNewKey fresh = LocalNewKey.ecP256();
        fresh.save(key, password);
        Signer signer = SelfSigned.seal("Piekarnia", Nip.of(nip)).signer(fresh);
        String pem = Base64.getMimeEncoder()
                .encodeToString(signer.certificate().certificate().getEncoded());
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        // end
        return signer;
    }

    /** A key in PEM. */
    public static Signer pem(Path certificates, Path key, char[] password) {
        // snippet: pem
        Signer signer = LocalSigner.pem(certificates, key, password);
        // end
        return signer;
    }

    /** A key in PKCS#12. */
    public static Signer pkcs12(Path file, char[] password) {
        // snippet: pkcs12
        Signer signer = LocalSigner.pkcs12(file, password, "logowanie");
        // end
        return signer;
    }

    /** A key that somebody else keeps. */
    public static Signer function(X509Certificate certificate, DigestSigner kms) {
        // snippet: function
        Signer signer = Signer.of(List.of(certificate), (algorithm, digest) -> kms.sign(algorithm, digest));
        // end
        return signer;
    }

    /** A client that signs in with whatever signer. */
    public static KsefClient client(KsefEnvironment environment, Signer signer) {
        // snippet: client
        KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.certificate(DssXadesSigner.of(signer)))
                .build();
        // end
        return ksef;
    }

    /** What a certificate without NIP and PESEL signs in by. */
    public static Credentials byFingerprint(Signer signer) {
        // snippet: fingerprint
        System.out.println("Grant rights to " + signer.certificate().fingerprint());
        Credentials credentials =
                Credentials.certificate(DssXadesSigner.of(signer)).byFingerprint();
        // end
        return credentials;
    }

    /** A client for somebody who signs elsewhere. */
    public static KsefClient forTwoSteps(KsefEnvironment environment) {
        // snippet: elsewhere
        KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.signedElsewhere(CredentialsId.of("board")))
                .xadesCheck(SignatureDoctor.of(environment, Time.system()))
                .build();
        // end
        return ksef;
    }

    /** The first step: what is to be signed. */
    public static Instant prepare(KsefClient ksef, String nip, Path toSign) throws IOException {
        // snippet: prepare
        PreparedSignIn prepared = ksef.xadesSignIn()
                .prepare(Nip.of(nip), XadesOptions.USUAL, Deadline.after(Duration.ofMinutes(1), Time.system()));
        Files.write(toSign, prepared.document());
        Instant answerableUntil = prepared.answerableUntil();
        // end
        return answerableUntil;
    }

    /** The second step: what was signed. */
    public static KsefContextClient submit(KsefClient ksef, Path toSign, Instant answerableUntil, Path signed)
            throws IOException {
        // snippet: submit
        PreparedSignIn prepared = PreparedSignIn.of(Files.readAllBytes(toSign), answerableUntil);
        KsefContextClient company = ksef.signIn(prepared, Files.readAllBytes(signed));
        // end
        return company;
    }

    /** What is wrong with what was signed. */
    public static List<SignatureFinding> findings(KsefClient ksef, PreparedSignIn prepared, byte[] signed) {
        // snippet: doctor
        try {
            ksef.signIn(prepared, signed);
            return List.of();
        } catch (KsefSigningException refused) {
            for (SignatureFinding finding : refused.findings()) {
                System.out.println(finding.cause() + ": " + finding.explanation() + ". " + finding.advice());
            }
            return refused.findings();
        }
        // end
    }
}
