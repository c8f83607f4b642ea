package dev.ksef.simulator.certificate;

import dev.ksef.simulator.wire.BadRequest;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;

/** A certificate signing request (PKCS#10 in DER), judged step by step. */
final class CertificateSigningRequest {

    private final CertificationRequest request;
    private final byte[] signedBytes;

    private CertificateSigningRequest(CertificationRequest request, byte[] signedBytes) {
        this.request = request;
        this.signedBytes = signedBytes;
    }

    /**
     * Reads a request and judges all of it.
     *
     * @return the key to certify
     * @throws BadRequest 25004 if its form or signature is wrong, 25010 for the key, 25011 for the algorithm of the
     *     signature, 25003 for another subject
     */
    static PublicKey judge(byte[] der, EnrollmentData expected) {
        try {
            return of(der).judge(expected);
        } catch (BadRequest told) {
            throw told;
        } catch (IOException | RuntimeException malformed) {
            // The parser reads on demand, and has many exceptions for what is no such structure.
            throw CertificateRefusals.malformedRequest();
        }
    }

    private static CertificateSigningRequest of(byte[] der) throws IOException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        byte[] signedBytes = ((ASN1Object) sequence.getObjectAt(0)).getEncoded();
        return new CertificateSigningRequest(CertificationRequest.getInstance(sequence), signedBytes);
    }

    private PublicKey judge(EnrollmentData expected) {
        PublicKey key = CertifiableKey.of(request.getCertificationRequestInfo().getSubjectPublicKeyInfo());
        requireSignature(key);
        if (!attributes().equals(asLists(expected.attributes()))) {
            throw CertificateRefusals.otherSubject();
        }
        return key;
    }

    private void requireSignature(PublicKey key) {
        SigningRequestSignature signature = SigningRequestSignature.of(request.getSignatureAlgorithm(), key);
        if (!signature.verifies(signedBytes, request.getSignature().getOctets())) {
            throw CertificateRefusals.malformedRequest();
        }
    }

    private Map<ASN1ObjectIdentifier, List<String>> attributes() {
        Map<ASN1ObjectIdentifier, List<String>> attributes = new HashMap<>();
        Arrays.stream(request.getCertificationRequestInfo().getSubject().getRDNs())
                .flatMap(part -> Arrays.stream(part.getTypesAndValues()))
                .forEach(attribute -> attributes.merge(
                        attribute.getType(), List.of(text(attribute)), CertificateSigningRequest::joined));
        return attributes;
    }

    /**
     * The text of an attribute. Letters beyond ASCII must be in UTF-8, since everybody reads the eight bits of Teletex
     * differently.
     */
    private static String text(AttributeTypeAndValue attribute) {
        ASN1Encodable value = attribute.getValue();
        if (!(value instanceof ASN1String string)) {
            throw CertificateRefusals.malformedRequest();
        }
        String text = string.getString();
        boolean ascii = text.chars().allMatch(character -> character < 0x80);
        if (!ascii && !(value instanceof ASN1UTF8String)) {
            throw CertificateRefusals.malformedRequest();
        }
        return text;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Map<ASN1ObjectIdentifier, List<String>> asLists(Map<ASN1ObjectIdentifier, String> attributes) {
        Map<ASN1ObjectIdentifier, List<String>> lists = new HashMap<>();
        attributes.forEach((type, value) -> lists.put(type, List.of(value)));
        return lists;
    }
}
