package dev.ksef.cli;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.model.Nip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A seal of a taxpayer, in files as people keep them. */
final class Certified {

    static final String PASSWORD = "correct horse";

    private Certified() {}

    /** Writes an encrypted key and its certificate as PEM: k.pem and c.pem. */
    static void pem(Path folder, String nip) throws IOException, CertificateEncodingException {
        LocalNewKey fresh = LocalNewKey.ecP256();
        fresh.save(folder.resolve("k.pem"), PASSWORD.toCharArray());
        X509Certificate certificate = SelfSigned.seal("Piekarnia", Nip.of(nip))
                .signer(fresh)
                .certificate()
                .certificate();
        Files.writeString(folder.resolve("c.pem"), pem(certificate));
    }

    static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** A key that others than its maker can store, and its certificate. */
    record Seal(PrivateKey key, X509Certificate certificate) {

        static Seal of(String nip) throws IOException, GeneralSecurityException {
            LocalNewKey fresh = LocalNewKey.ecP256();
            Path file = Files.createTempDirectory("seal").resolve("k.pem");
            fresh.save(file, PASSWORD.toCharArray());
            String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
            Files.delete(file);
            Files.delete(file.getParent());
            var encrypted = new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(pem));
            // The JDK tells the whole name of such an encryption here only.
            String algorithm = encrypted.getAlgParameters().toString();
            SecretKey password =
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, password, encrypted.getAlgParameters());
            return new Seal(
                    KeyFactory.getInstance("EC").generatePrivate(encrypted.getKeySpec(cipher)),
                    SelfSigned.seal("Piekarnia", Nip.of(nip))
                            .signer(fresh)
                            .certificate()
                            .certificate());
        }
    }

    /** Writes a PKCS#12 file with one key for each alias. */
    static Path pkcs12(Path file, String nip, String... aliases) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String alias : aliases) {
            Seal seal = Seal.of(nip);
            store.setKeyEntry(alias, seal.key(), PASSWORD.toCharArray(), new Certificate[] {seal.certificate()});
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
