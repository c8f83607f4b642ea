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
 * Builds a distinguished name attribute by attribute. Values are UTF8String, since KSeF refuses letters beyond ASCII in other
 * string types (25004); the country is PrintableString, as X.520 demands.
 */
final class SubjectNameBuilder {

    private final List<RDN> attributes = new ArrayList<>();

    SubjectNameBuilder with(ASN1ObjectIdentifier attribute, @Nullable String value) {
        if (value != null) {
            attributes.add(new RDN(
                    attribute,
                    BCStyle.C.equals(attribute) ? new DERPrintableString(value, true) : new DERUTF8String(value)));
        }
        return this;
    }

    X500Name build() {
        return new X500Name(attributes.toArray(RDN[]::new));
    }
}
