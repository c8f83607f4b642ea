package consumer;

import dev.ksef.KsefClient;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.signature.upo.UpoSignatureCheck;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Signs in by a certificate whose key was made, kept in a file and read again, and checks the signature of the UPO. */
public final class ByCertificate {

    private ByCertificate() {}

    public static void main(String... arguments) throws Exception {
        ByToken.main(arguments);
        run(builder -> builder);
    }

    static void run(UnaryOperator<KsefClient.Builder> settings) throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            var credentials = Credentials.certificate(DssXadesSigner.of(signer(simulator)));
            var upo = TenLines.run(simulator, credentials, settings);
            var verdict = new UpoSignatureCheck(simulator.upoCertificate()).check(upo);
            if (!verdict.isGood()) {
                throw new IllegalStateException(verdict.toString());
            }
            System.out.println("SENT BY CERTIFICATE");
        }
    }

    private static LocalSigner signer(KsefSimulator simulator) throws Exception {
        char[] password = "of-a-consumer".toCharArray();
        Path folder = Files.createTempDirectory("consumer");
        LocalNewKey.ecP256().save(folder.resolve("key.pem"), password);
        PublicKey key = LocalNewKey.load(folder.resolve("key.pem"), password).publicKey();
        var certificate = simulator.certificates().issueForAuthentication(key, "Consumer", simulator.nip()).certificate();
        Files.writeString(
                folder.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return LocalSigner.pem(folder.resolve("certificate.pem"), folder.resolve("key.pem"), password);
    }
}
