package dev.ksef.simulator.auth;

import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.UnservableRequest;
import java.util.Locale;

/** The operation of signing in with a signed document. */
public final class XadesSignatureEndpoint {

    private final SignedDocumentJudge signIn;
    private final SignInStarter signIns;

    public XadesSignatureEndpoint(SignedDocumentJudge signIn, SignInStarter signIns) {
        this.signIn = signIn;
        this.signIns = signIns;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/auth/xades-signature", RateGroup.ANONYMOUS, this::begin);
    }

    private HttpReply begin(HttpRequest request) {
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/xml")) {
            throw new UnservableRequest(415, "Unsupported Media Type");
        }
        SignedDocumentJudge.DocumentVerdict verdict = signIn.judge(request.body(), verifyChain(request));
        return signIns.begin(
                verdict.request().context(), verdict.proof(), verdict.request().ipPolicy(), verdict.status());
    }

    private static boolean verifyChain(HttpRequest request) {
        String value = request.query("verifyCertificateChain").orElse("false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw BadRequest.invalidInput("'verifyCertificateChain' has a value which is not supported");
        }
        return Boolean.parseBoolean(value);
    }
}
