package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * What lies in a PKCS#12 store, one by one. A {@link java.security.KeyStore} keeps one key of each name and one certificate of
 * each key, and drops the others without a word.
 *
 * @param keys for each private key its friendly name or, if it has none, its local id, as aliases are made of them; empty if it
 *     has neither
 * @param certificates in DER
 */
record Pkcs12Bags(List<String> keys, List<byte[]> certificates) {

    /** Reads what can be read; a part that this reader does not understand holds nothing then. */
    static Pkcs12Bags of(KeyFile file, char[] password) {
        var bags = new Pkcs12Bags(new ArrayList<>(), new ArrayList<>());
        try {
            for (ContentInfo content : new PKCS12PfxPdu(file.content()).getContentInfos()) {
                bags.addAll(file, content, password);
            }
        } catch (IOException another) {
            // The key store has opened it, and knows what is in it.
        }
        return bags;
    }

    private void addAll(KeyFile file, ContentInfo content, char[] password) {
        char[] own = password.clone();
        try {
            PKCS12SafeBagFactory factory = content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                    ? decrypted(file, content, own)
                    : new PKCS12SafeBagFactory(content);
            for (PKCS12SafeBag bag : factory.getSafeBags()) {
                add(bag);
            }
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (PKCSException | RuntimeException | IOException another) {
            // As above.
        } finally {
            Arrays.fill(own, '\0');
        }
    }

    private static PKCS12SafeBagFactory decrypted(KeyFile file, ContentInfo content, char[] password)
            throws PKCSException {
        KeyDerivationLimit.check(
                file, EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
        return new PKCS12SafeBagFactory(
                content,
                new JcePKCSPBEInputDecryptorProviderBuilder()
                        .setProvider(BouncyCastle.provider())
                        .build(password));
    }

    private void add(PKCS12SafeBag bag) throws IOException {
        if (PKCSObjectIdentifiers.keyBag.equals(bag.getType())
                || PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getType())) {
            keys.add(name(bag));
        } else if (bag.getBagValue() instanceof X509CertificateHolder certificate) {
            certificates.add(certificate.getEncoded());
        }
    }

    private static String name(PKCS12SafeBag bag) {
        String id = "";
        for (Attribute attribute : attributes(bag)) {
            var value = attribute.getAttributeValues()[0];
            if (PKCS12SafeBag.friendlyNameAttribute.equals(attribute.getAttrType())
                    && value instanceof ASN1String name) {
                return name.getString();
            }
            if (PKCS12SafeBag.localKeyIdAttribute.equals(attribute.getAttrType())
                    && value instanceof ASN1OctetString bytes) {
                id = HexFormat.of().formatHex(bytes.getOctets());
            }
        }
        return id;
    }

    private static Attribute[] attributes(PKCS12SafeBag bag) {
        Attribute[] attributes = bag.getAttributes();
        return attributes == null ? new Attribute[0] : attributes;
    }

    /** Returns how many private keys have this name, in upper or lower case. */
    long named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return keys.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).equals(lower))
                .count();
    }

    /** Prints no name and no bytes. */
    @Override
    public String toString() {
        return keys.size() + " keys, " + certificates.size() + " certificates";
    }
}
