package dev.ksef.simulator;

import tools.jackson.databind.node.ObjectNode;

/** Whose a KSeF certificate is: the type of the identifier as the API names it, and its value. */
record CertificateHolder(String type, String value) {

    static CertificateHolder nip(String nip) {
        return new CertificateHolder("Nip", nip);
    }

    static CertificateHolder of(Subject subject) {
        if (subject.nip() != null) {
            return nip(subject.nip());
        }
        return subject.pesel() != null
                ? new CertificateHolder("Pesel", subject.pesel())
                : new CertificateHolder("Fingerprint", subject.fingerprint());
    }

    /** Who signed in. A KSeF token stands for its context, which has a NIP. */
    static CertificateHolder of(Authentication authentication) {
        Subject subject = authentication.attempt().subject();
        return subject == null ? nip(authentication.context().value()) : of(subject);
    }

    boolean company() {
        return type.equals("Nip");
    }

    ObjectNode json() {
        return Json.object().put("type", type).put("value", value);
    }
}
