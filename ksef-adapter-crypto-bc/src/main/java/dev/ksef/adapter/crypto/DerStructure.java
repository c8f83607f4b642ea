package dev.ksef.adapter.crypto;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** Tells what a DER structure is from its first elements: DER has no label, as PEM has. */
enum DerStructure {
    CERTIFICATE,
    REQUEST,
    PUBLIC_KEY,
    PKCS8,
    ENCRYPTED_PKCS8,
    PKCS1,
    SEC1,
    PKCS12,
    PKCS7,
    UNKNOWN;

    /** The signed part of a certificate has at least six elements, that of a request at most four. */
    private static final int LEAST_OF_CERTIFICATE = 6;

    private static final int PKCS12_VERSION = 3;

    static DerStructure of(ASN1Sequence sequence) {
        if (sequence.size() < 2) {
            return UNKNOWN;
        }
        ASN1Encodable first = sequence.getObjectAt(0);
        ASN1Encodable second = sequence.getObjectAt(1);
        if (first instanceof ASN1Integer version) {
            return numbered(version, second, sequence.size());
        }
        if (first instanceof ASN1ObjectIdentifier && second instanceof ASN1TaggedObject) {
            return PKCS7;
        }
        if (!(first instanceof ASN1Sequence inner)) {
            return UNKNOWN;
        }
        if (second instanceof ASN1OctetString) {
            return ENCRYPTED_PKCS8;
        }
        if (second instanceof ASN1BitString) {
            return PUBLIC_KEY;
        }
        return sequence.size() == 3 ? signed(inner) : UNKNOWN;
    }

    private static DerStructure numbered(ASN1Integer version, ASN1Encodable second, int size) {
        if (second instanceof ASN1Integer) {
            return size == 2 ? PUBLIC_KEY : PKCS1;
        }
        if (second instanceof ASN1OctetString) {
            return SEC1;
        }
        return version.hasValue(PKCS12_VERSION) ? PKCS12 : PKCS8;
    }

    private static DerStructure signed(ASN1Sequence content) {
        boolean versioned = content.size() > 0 && content.getObjectAt(0) instanceof ASN1TaggedObject;
        return versioned || content.size() >= LEAST_OF_CERTIFICATE ? CERTIFICATE : REQUEST;
    }
}
