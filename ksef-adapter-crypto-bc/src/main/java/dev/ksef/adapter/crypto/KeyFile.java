package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file with certificates or a key, PEM or DER. Messages name the file and never quote it. */
final class KeyFile {

    private static final int DER_SEQUENCE = 0x30;
    private static final int LONG_LENGTH = 0x80;
    private static final int LONGEST_LENGTH = 0x84;
    private static final int JKS = 0xFEEDFEED;
    private static final int LARGEST = 4 << 20;

    private final String name;
    private final byte[] content;

    private KeyFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    static KeyFile read(Path file) {
        try {
            try (InputStream content = Files.newInputStream(file)) {
                return notTooLarge("The file " + file, content);
            }
        } catch (NoSuchFileException missing) {
            throw new KsefSigningException("The file " + file + " does not exist");
        } catch (IOException unreadable) {
            throw new KsefSigningException(
                    "The file " + file + " cannot be read (" + RootCause.told(unreadable) + "): check its permissions");
        }
    }

    /** Takes what was given in memory; {@code what} names it in messages. */
    static KeyFile given(String what, byte[] content) {
        return new KeyFile(nameOf(what), content.clone()).notTooLarge();
    }

    /** Takes what was given as a stream; {@code what} names it in messages. */
    static KeyFile given(String what, InputStream content) throws IOException {
        return notTooLarge(nameOf(what), content);
    }

    private static String nameOf(String what) {
        return "What was given as " + what;
    }

    private static KeyFile notTooLarge(String name, InputStream content) throws IOException {
        return new KeyFile(name, content.readNBytes(LARGEST + 1)).notTooLarge();
    }

    private KeyFile notTooLarge() {
        if (content.length > LARGEST) {
            throw wrong("is too large to be a key with its certificates: more than " + (LARGEST >> 20) + " MiB");
        }
        return this;
    }

    String name() {
        return name;
    }

    byte[] content() {
        return content.clone();
    }

    KsefSigningException wrong(String problem) {
        return new KsefSigningException(name + " " + problem);
    }

    List<X509Certificate> certificates() {
        KeyFileContents material = material();
        List<byte[]> found = material.certificates();
        if (found.isEmpty()) {
            throw wrong("has no certificate" + material.insteadOf("a certificate"));
        }
        return certificates(found);
    }

    List<X509Certificate> certificates(List<byte[]> found) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (byte[] der : found) {
                certificates.add((X509Certificate)
                        SigningProviders.certificates().generateCertificate(new ByteArrayInputStream(der)));
            }
            return certificates;
        } catch (GeneralSecurityException damaged) {
            throw wrong("has a certificate that is damaged, or whose key is on a curve the JDK does not know");
        }
    }

    PrivateKey privateKey(char @Nullable [] password) {
        KeyFileContents material = material();
        if (material.keys().isEmpty()) {
            throw wrong("has no private key" + material.insteadOf("a private key"));
        }
        if (material.keys().size() > 1) {
            throw wrong(
                    "has " + material.keys().size() + " private keys: keep the one to sign with in a file of its own");
        }
        return material.keys().get(0).open(this, password);
    }

    private KeyFileContents material() {
        if (content.length == 0) {
            throw wrong("is empty");
        }
        if (isUtf16()) {
            throw wrong("is text in UTF-16: save it as UTF-8 or ASCII");
        }
        try {
            Optional<byte[]> der = der();
            return der.isPresent() ? KeyFileContents.ofDer(der.get()) : KeyFileContents.ofPem(PemBlock.allIn(text()));
        } catch (PemBlock.SpoiltException spoilt) {
            throw wrong(spoilt.problem());
        } catch (IOException | RuntimeException damaged) {
            // Messages of parsers quote the content.
            throw wrong("is truncated or damaged");
        }
    }

    /** Returns the file with its bytes for content, if it holds them in Base64, as forms and environment variables do. */
    KeyFile binary() {
        return der().map(der -> new KeyFile(name, der)).orElse(this);
    }

    /** Returns the end of a sentence that says what the file is, if it is a known one and no PKCS#12 store. */
    String insteadOfStore() {
        if (content.length > 4 && ByteBuffer.wrap(content).getInt() == JKS) {
            return " but a key store of Java (JKS): convert it by keytool -importkeystore -deststoretype PKCS12";
        }
        return text().contains("-----BEGIN ") ? " but PEM, to be loaded as such" : "";
    }

    private Optional<byte[]> der() {
        if (beginsAsDer(content)) {
            return Optional.of(content());
        }
        String bare = PemBlock.withoutBlanks(text());
        try {
            byte[] decoded = Base64.getDecoder().decode(bare);
            return beginsAsDer(decoded) ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** The tag of a sequence is also the digit 0. After it comes the length: of several bytes, or of the rest of the file. */
    private static boolean beginsAsDer(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != DER_SEQUENCE) {
            return false;
        }
        int length = bytes[1] & 0xFF;
        return length >= LONG_LENGTH && length <= LONGEST_LENGTH || length == bytes.length - 2;
    }

    /** What is no UTF-8 is a comment in another encoding, or damaged. */
    private String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    private boolean isUtf16() {
        int first = content[0] & 0xFF;
        int second = content.length > 1 ? content[1] & 0xFF : -1;
        boolean marked = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        return marked || first == 0 && second == '-' || first == '-' && second == 0;
    }
}
