package dev.ksef;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import dev.ksef.signature.signing.DssXadesSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A self-made certificate and its key, made by the JDK's keytool: a second opinion on what a certificate looks like. */
record MadeCertificate(PrivateKey key, X509Certificate certificate) {

    private static final String PASSWORD = "made-for-tests";
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    /** The kinds of key. */
    enum Kind {
        EC("-keyalg", "EC", "-groupname", "secp256r1"),
        RSA("-keyalg", "RSA", "-keysize", "2048");

        private final List<String> arguments;

        Kind(String... arguments) {
            this.arguments = List.of(arguments);
        }
    }

    /** Of a person with a NIP, to sign with. */
    static MadeCertificate person(Kind kind, String nip, Instant from) {
        return made(kind, "Jan Kowalski", nip, from, "digitalSignature");
    }

    /** What looks as if KSeF had issued it to sign codes. */
    static MadeCertificate offline(String nip, Instant from) {
        return made(Kind.EC, "CCK KSeF", nip, from, "nonRepudiation");
    }

    private static MadeCertificate made(Kind kind, String name, String nip, Instant from, String usage) {
        try {
            Path folder = Files.createTempDirectory("ksef-made-certificate");
            Path store = folder.resolve("key.p12");
            try {
                keytool(kind, name, nip, from, usage, store);
                return read(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("No certificate could be made", failed);
        }
    }

    private static void keytool(Kind kind, String name, String nip, Instant from, String usage, Path store)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(kind.arguments);
        command.addAll(List.of("-alias", "key", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store.toString(), "-startdate", START.format(from), "-validity", "365"));
        command.addAll(List.of("-ext", "ku:critical=" + usage));
        command.addAll(List.of(
                "-dname", "GIVENNAME=Jan, SURNAME=Kowalski, SERIALNUMBER=TINPL-" + nip + ", CN=" + name + ", C=PL"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(store)) {
            throw new IOException("keytool said: " + said);
        }
    }

    private static MadeCertificate read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return new MadeCertificate((PrivateKey) store.getKey("key", PASSWORD.toCharArray()), (X509Certificate)
                store.getCertificate("key"));
    }

    /** Signs documents with the key behind a function, by the given clock. */
    DssXadesSigner signer(Time time) {
        return DssXadesSigner.of(signer()).withTime(time);
    }

    /** The key behind a function. */
    Signer signer() {
        return Signer.of(List.of(certificate), this::sign);
    }

    private byte[] sign(SignatureAlgorithm algorithm, byte[] digest) throws GeneralSecurityException {
        boolean rsa = key.getAlgorithm().equals("RSA");
        Signature signature = Signature.getInstance(rsa ? "NONEwithRSA" : "NONEwithECDSA");
        signature.initSign(key);
        if (rsa) {
            signature.update(SHA256_INFO);
        }
        signature.update(digest);
        return signature.sign();
    }
}
