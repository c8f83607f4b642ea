package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file with certificates or a key, PEM or DER. Messages name the file and never quote it. */
final class KeyFile {

    private static final int DER_SEQUENCE = 0x30;
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
            throw new KsefSigningException("The file " + file + " cannot be read ("
                    + unreadable.getClass().getName() + "): check its permissions");
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
            return content[0] == DER_SEQUENCE ? KeyFileContents.ofDer(content) : KeyFileContents.ofPem(text());
        } catch (IOException | RuntimeException damaged) {
            // Messages of parsers quote the content.
            throw wrong("is truncated or damaged");
        }
    }

    /** Every byte becomes a character: bytes other than ASCII are a byte order mark or a comment. */
    private String text() {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.substring(Math.max(0, text.indexOf("-----BEGIN ")));
    }

    private boolean isUtf16() {
        int first = content[0] & 0xFF;
        int second = content.length > 1 ? content[1] & 0xFF : -1;
        boolean marked = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        return marked || first == 0 && second == '-' || first == '-' && second == 0;
    }
}
