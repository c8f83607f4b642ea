package dev.ksef.simulator;

import java.util.Locale;

/** Signing in with a signed document. */
final class XadesSignatureEndpoint {

    private final CertificateSignIn signIn;
    private final SignIns signIns;

    XadesSignatureEndpoint(CertificateSignIn signIn, SignIns signIns) {
        this.signIn = signIn;
        this.signIns = signIns;
    }

    void addTo(Router router) {
        router.add("POST", "/v2/auth/xades-signature", RateGroup.ANONYMOUS, this::begin);
    }

    private Reply begin(Request request) {
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/xml")) {
            throw new Unservable(415, "Unsupported Media Type");
        }
        CertificateSignIn.DocumentVerdict verdict = signIn.judge(request.body(), verifyChain(request));
        return signIns.begin(
                verdict.request().context(), verdict.proof(), verdict.request().ipPolicy(), verdict.status());
    }

    private static boolean verifyChain(Request request) {
        String value = request.query("verifyCertificateChain").orElse("false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw BadRequest.invalidInput("'verifyCertificateChain' has a value which is not supported");
        }
        return Boolean.parseBoolean(value);
    }
}
