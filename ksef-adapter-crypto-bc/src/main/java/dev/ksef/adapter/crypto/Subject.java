package dev.ksef.adapter.crypto;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * A distinguished name, attribute by attribute: UTF8String, since KSeF refuses names in other alphabets (25004), and the
 * country as PrintableString, as its definition asks.
 */
final class Subject {

    private final List<RDN> attributes = new ArrayList<>();

    Subject with(ASN1ObjectIdentifier attribute, @Nullable String value) {
        if (value != null) {
            attributes.add(new RDN(
                    attribute,
                    BCStyle.C.equals(attribute) ? new DERPrintableString(value, true) : new DERUTF8String(value)));
        }
        return this;
    }

    X500Name name() {
        return new X500Name(attributes.toArray(RDN[]::new));
    }
}
