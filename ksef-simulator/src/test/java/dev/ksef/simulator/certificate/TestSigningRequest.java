package dev.ksef.simulator.certificate;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.KeyPair;
import java.security.Provider;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A PKCS#10 request as a client makes it by the data that KSeF gave, and what tests change of it. */
final class TestSigningRequest {

    private static final Map<String, ASN1ObjectIdentifier> IDENTIFIERS = Map.of(
            "commonName", BCStyle.CN,
            "countryName", BCStyle.C,
            "givenName", BCStyle.GIVENNAME,
            "surname", BCStyle.SURNAME,
            "serialNumber", BCStyle.SERIALNUMBER,
            "uniqueIdentifier", BCStyle.UNIQUE_IDENTIFIER,
            "organizationName", BCStyle.O,
            "organizationIdentifier", BCStyle.ORGANIZATION_IDENTIFIER);

    /** Not the provider that the simulator verifies with. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);

    /** In the order of the fields' names, which is none that a certificate would have. */
    static TestSigningRequest of(JsonNode data) {
        TestSigningRequest request = new TestSigningRequest();
        Map<String, String> fields = new TreeMap<>();
        data.propertyNames().forEach(field -> fields.put(field, data.path(field).stringValue()));
        fields.forEach((field, value) -> request.with(IDENTIFIERS.get(field), value));
        return request;
    }

    static TestSigningRequest empty() {
        return new TestSigningRequest();
    }

    TestSigningRequest with(ASN1ObjectIdentifier type, String value) {
        return with(type, new DERUTF8String(value));
    }

    TestSigningRequest with(ASN1ObjectIdentifier type, ASN1Encodable value) {
        name.addRDN(type, value);
        return this;
    }

    byte[] signed(KeyPair keys) {
        return signed(keys, keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    }

    byte[] signed(KeyPair keys, String algorithm) {
        return signed(keys, keys, algorithm);
    }

    /** For one key, signed by another. */
    byte[] signed(KeyPair keys, KeyPair signer, String algorithm) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(name.build(), keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(BOUNCY_CASTLE)
                            .build(signer.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
