package dev.ksef.simulator.certificate;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** The holder of a KSeF certificate: the type of its identifier, as the API names it, and the value. */
public record CertificateHolder(String type, String value) {

    public static CertificateHolder nip(String nip) {
        return new CertificateHolder("Nip", nip);
    }

    public static CertificateHolder of(CertificateSubject subject) {
        if (subject.nip() != null) {
            return nip(subject.nip());
        }
        return subject.pesel() != null
                ? new CertificateHolder("Pesel", subject.pesel())
                : new CertificateHolder("Fingerprint", subject.fingerprint());
    }

    /** The subject who signed in. A KSeF token stands for the taxpayer of its context. */
    public static CertificateHolder of(AuthenticationOperation authentication) {
        CertificateSubject subject = authentication.attempt().subject();
        return subject == null
                ? nip(authentication
                        .context()
                        .taxpayer()
                        .orElse(authentication.context().value()))
                : of(subject);
    }

    boolean company() {
        return type.equals("Nip");
    }

    ObjectNode json() {
        return JsonTrees.object().put("type", type).put("value", value);
    }
}
