package dev.ksef.adapter.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * The certificates and keys found in a file.
 *
 * @param certificates in DER
 * @param keys private keys, encrypted or not
 * @param others what else was found, in words
 */
record KeyFileContents(List<byte[]> certificates, List<StoredPrivateKey> keys, Set<String> others) {

    private KeyFileContents() {
        this(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
    }

    static KeyFileContents ofPem(List<PemBlock> blocks) throws IOException {
        var found = new KeyFileContents();
        for (PemBlock block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                // Windows labels .p7b files so, too.
                found.addDer(block.der());
            } else if (block.isKnown()) {
                try (var parser = new PEMParser(new StringReader(block.text()))) {
                    found.add(parser.readObject());
                }
            } else {
                found.others.add(block.inWords());
            }
        }
        return found;
    }

    static KeyFileContents ofDer(byte[] der) throws IOException {
        var found = new KeyFileContents();
        found.addDer(der);
        return found;
    }

    private void addDer(byte[] der) throws IOException {
        var sequence = ASN1Sequence.getInstance(der);
        switch (DerStructure.of(sequence)) {
            case CERTIFICATE -> certificates.add(der.clone());
            case PKCS8 -> add(PrivateKeyInfo.getInstance(sequence));
            case ENCRYPTED_PKCS8 ->
                add(new PKCS8EncryptedPrivateKeyInfo(EncryptedPrivateKeyInfo.getInstance(sequence)));
            case PKCS1 -> add(StoredPrivateKey.ofPkcs1(sequence));
            case SEC1 -> add(StoredPrivateKey.ofSec1(sequence));
            case REQUEST -> others.add("a certificate request (CSR)");
            case PUBLIC_KEY -> others.add("a public key");
            case PKCS12 -> others.add("a PKCS#12 store, to be loaded as such");
            case PKCS7 -> addPkcs7(ContentInfo.getInstance(sequence));
            case UNKNOWN -> others.add("something else");
        }
    }

    /** A {@code .p7b} is a signed message without a message and without a signature: a bag of certificates. */
    private void addPkcs7(ContentInfo content) throws IOException {
        if (!PKCSObjectIdentifiers.signedData.equals(content.getContentType())) {
            others.add("a PKCS#7 message that holds no certificates");
            return;
        }
        ASN1Set held = SignedData.getInstance(content.getContent()).getCertificates();
        for (ASN1Encodable each : held == null ? new ASN1Encodable[0] : held.toArray()) {
            if (each.toASN1Primitive() instanceof ASN1Sequence certificate) {
                certificates.add(certificate.getEncoded(ASN1Encoding.DER));
            }
        }
        if (certificates.isEmpty()) {
            others.add("a PKCS#7 file (.p7b) that is empty");
        }
    }

    private void add(@Nullable Object object) throws IOException {
        if (object instanceof X509CertificateHolder certificate) {
            certificates.add(certificate.getEncoded());
        } else if (object instanceof X509TrustedCertificateBlock trusted) {
            certificates.add(trusted.getCertificateHolder().getEncoded());
        } else if (object instanceof PrivateKeyInfo key) {
            keys.add(StoredPrivateKey.plain(key));
        } else if (object instanceof PEMKeyPair pair) {
            keys.add(StoredPrivateKey.plain(pair.getPrivateKeyInfo()));
        } else if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            keys.add(StoredPrivateKey.encrypted(encrypted));
        } else if (object instanceof PEMEncryptedKeyPair encrypted) {
            keys.add(StoredPrivateKey.encrypted(encrypted));
        } else if (object instanceof ContentInfo pkcs7) {
            addPkcs7(pkcs7);
        } else if (object instanceof PKCS10CertificationRequest) {
            others.add("a certificate request (CSR)");
        } else if (object instanceof org.bouncycastle.asn1.x509.SubjectPublicKeyInfo) {
            others.add("a public key");
        }
    }

    /** Returns the end of a sentence that says that something is missing. */
    String insteadOf(String what) {
        List<String> there = new ArrayList<>(others);
        if (!certificates.isEmpty()) {
            there.add("a certificate");
        }
        if (!keys.isEmpty()) {
            there.add("a private key");
        }
        return there.isEmpty() ? ": it is neither PEM nor DER of " + what : " but " + String.join(" and ", there);
    }

    /** Prints no bytes of the contents. */
    @Override
    public String toString() {
        return certificates.size() + " certificates, " + keys.size() + " keys, " + others;
    }

    static void clear(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
