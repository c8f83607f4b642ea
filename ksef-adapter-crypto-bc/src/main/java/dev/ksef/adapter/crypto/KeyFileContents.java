package dev.ksef.adapter.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

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

    static KeyFileContents ofPem(String text) throws IOException {
        var found = new KeyFileContents();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                found.add(each);
            }
        }
        return found;
    }

    static KeyFileContents ofDer(byte[] der) throws IOException {
        var found = new KeyFileContents();
        var sequence = ASN1Sequence.getInstance(der);
        switch (DerStructure.of(sequence)) {
            case CERTIFICATE -> found.certificates.add(der.clone());
            case PKCS8 -> found.add(PrivateKeyInfo.getInstance(sequence));
            case ENCRYPTED_PKCS8 ->
                found.add(new PKCS8EncryptedPrivateKeyInfo(EncryptedPrivateKeyInfo.getInstance(sequence)));
            case PKCS1 -> found.add(StoredPrivateKey.ofPkcs1(sequence));
            case SEC1 -> found.add(StoredPrivateKey.ofSec1(sequence));
            case REQUEST -> found.others.add("a certificate request (CSR)");
            case PUBLIC_KEY -> found.others.add("a public key");
            case PKCS12 -> found.others.add("a PKCS#12 store, to be loaded as such");
            case UNKNOWN -> found.others.add("something else");
        }
        return found;
    }

    private void add(Object object) throws IOException {
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
