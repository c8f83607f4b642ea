package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.IssuedChallenges.Challenge;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.publickey.CertifiedKey;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.SystemWarnings;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;

/** The operations of signing in: challenge, KSeF token, status, redeem and refresh. */
public final class AuthEndpoints {

    private static final int KEY_ID_LENGTH = 44;

    private final InstantSource clock;
    private final IssuedChallenges challenges;
    private final PublishedKeyRing keys;
    private final EncryptedTokenJudge signIn;
    private final SignInStarter signIns;
    private final BearerTokens tokens;
    private final BearerGate gate;
    private final AccessRights rights;

    public AuthEndpoints(
            InstantSource clock,
            PublishedKeyRing keys,
            IssuedChallenges challenges,
            TaxpayerTokens taxpayers,
            SignInStarter signIns,
            BearerTokens tokens,
            BearerGate gate,
            AccessRights rights) {
        this.clock = clock;
        this.challenges = challenges;
        this.keys = keys;
        this.signIn = new EncryptedTokenJudge(challenges, taxpayers, rights);
        this.signIns = signIns;
        this.tokens = tokens;
        this.gate = gate;
        this.rights = rights;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/auth/challenge", RateGroup.ANONYMOUS, this::challenge);
        router.add("POST", "/v2/auth/ksef-token", RateGroup.ANONYMOUS, this::ksefToken);
        router.add("GET", "/v2/auth/{referenceNumber}", RateGroup.ANONYMOUS, this::status);
        router.add("POST", "/v2/auth/token/redeem", RateGroup.ANONYMOUS, this::redeem);
        router.add("POST", "/v2/auth/token/refresh", RateGroup.ANONYMOUS, this::refresh);
    }

    private HttpReply challenge(HttpRequest request) {
        Challenge challenge = challenges.issue();
        return HttpReply.json(
                200,
                JsonTrees.object()
                        .put("challenge", challenge.text())
                        .put("timestamp", KsefTimestamps.json(challenge.issuedAt()))
                        .put("timestampMs", challenge.timestampMs())
                        .put("clientIp", request.clientIp()));
    }

    private HttpReply ksefToken(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String challengeText = body.text("challenge", ReferenceNumbers.LENGTH);
        JsonBody identifier = body.object("contextIdentifier");
        String written = identifier.text("type");
        LoginContext context = context(identifier, written);
        byte[] encryptedToken = body.base64("encryptedToken");
        String keyId = body.optionalText("publicKeyId", KEY_ID_LENGTH);
        IpPolicy ipPolicy = body.optionalObject("authorizationPolicy")
                .flatMap(policy -> policy.optionalObject("allowedIps"))
                .map(IpPolicy::of)
                .orElse(IpPolicy.OPEN);
        body.check();
        CertifiedKey key = keys.named(keyId);
        Challenge challenge = challenges.find(challengeText).orElseThrow(SignInRefusals::invalidChallenge);
        EncryptedTokenJudge.TokenVerdict verdict =
                signIn.judge(challenge, context, key, encryptedToken, clock.instant());
        HttpReply begun = signIns.begin(context, SignInProof.token(verdict.token()), ipPolicy, verdict.status());
        return written.equals(context.type()) ? begun : SystemWarnings.contextType(begun, context.type());
    }

    private static LoginContext context(JsonBody body, String written) {
        String type = LoginContext.knownType(written).orElse("");
        if (!written.isEmpty() && type.isEmpty()) {
            body.problem("type", "has a value which is not supported");
        }
        return new LoginContext(type, body.text("value"));
    }

    private HttpReply status(HttpRequest request) {
        AuthenticationOperation authentication = gate.enter(request, BearerUse.AUTHENTICATION);
        requireSame(request.pathVariable("referenceNumber"), authentication);
        return HttpReply.json(200, authentication.json(clock.instant()));
    }

    private static void requireSame(String reference, AuthenticationOperation authentication) {
        if (!authentication.referenceNumber().equals(reference)) {
            throw SignInRefusals.unknownAuthentication(reference);
        }
    }

    private HttpReply redeem(HttpRequest request) {
        AuthenticationOperation authentication = gate.enter(request, BearerUse.AUTHENTICATION);
        Instant now = clock.instant();
        rights.requireAny(authentication, now);
        authentication.redeem(now);
        ObjectNode body = JsonTrees.object();
        body.set("accessToken", tokens.access(authentication).json());
        body.set("refreshToken", tokens.refresh(authentication).json());
        return HttpReply.json(200, body);
    }

    private HttpReply refresh(HttpRequest request) {
        AuthenticationOperation authentication = gate.enter(request, BearerUse.REFRESH);
        Instant now = clock.instant();
        rights.requireAny(authentication, now);
        authentication.refresh(now);
        ObjectNode body = JsonTrees.object();
        body.set("accessToken", tokens.access(authentication).json());
        return HttpReply.json(200, body);
    }
}
