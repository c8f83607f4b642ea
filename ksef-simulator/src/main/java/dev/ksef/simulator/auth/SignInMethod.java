package dev.ksef.simulator.auth;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** The ways to sign in, as the API names them. */
public enum SignInMethod {
    TOKEN("Token", "Token", "token.ksef", "Token KSeF"),
    KSEF_CERTIFICATE("InternalCertificate", "XadesSignature", "xades.ksef-certificate", "Certyfikat KSeF"),
    QUALIFIED_SEAL("QualifiedSeal", "XadesSignature", "xades.qualified-seal", "Pieczęć kwalifikowana"),
    PEPPOL_SIGNATURE("PeppolSignature", "XadesSignature", "xades.peppol-signature", "Podpis dostawcy usług Peppol"),
    QUALIFIED_SIGNATURE("QualifiedSignature", "XadesSignature", "xades.qualified-signature", "Podpis kwalifikowany");

    private final String formerName;
    private final String category;
    private final String code;
    private final String displayName;

    SignInMethod(String formerName, String category, String code, String displayName) {
        this.formerName = formerName;
        this.category = category;
        this.code = code;
        this.displayName = displayName;
    }

    /** The name in the deprecated field {@code authenticationMethod}. */
    String formerName() {
        return formerName;
    }

    ObjectNode json() {
        return JsonTrees.object().put("category", category).put("code", code).put("displayName", displayName);
    }
}
