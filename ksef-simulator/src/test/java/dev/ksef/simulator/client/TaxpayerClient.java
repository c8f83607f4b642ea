package dev.ksef.simulator.client;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** A client of the simulator who acts for one NIP. */
public final class TaxpayerClient {

    /** The answer to a challenge on its way: what the client holds of it. */
    public record SigningIn(String referenceNumber, String authenticationToken) {}

    private final RawClient client;
    private final String nip;
    private final String token;
    private String access = "";
    private String refresh = "";

    public TaxpayerClient(RawClient client, String nip, String token) {
        this.client = client;
        this.nip = nip;
        this.token = token;
    }

    public RawClient client() {
        return client;
    }

    public String nip() {
        return nip;
    }

    public String token() {
        return token;
    }

    public String access() {
        return access;
    }

    public String refresh() {
        return refresh;
    }

    public TaxpayerClient signedIn() {
        return redeemed(begin());
    }

    public TaxpayerClient redeemed(SigningIn signingIn) {
        Answer tokens = client.post("/auth/token/redeem", signingIn.authenticationToken());
        access = tokens.json().path("accessToken").path("token").stringValue();
        refresh = tokens.json().path("refreshToken").path("token").stringValue();
        return this;
    }

    public SigningIn begin() {
        JsonNode challenge = challenge();
        return begin(tokenRequest(
                challenge, token + "|" + challenge.path("timestampMs").longValue()));
    }

    public SigningIn begin(JsonNode request) {
        JsonNode answer = client.post("/auth/ksef-token", "", request).json();
        return new SigningIn(
                answer.path("referenceNumber").stringValue(),
                answer.path("authenticationToken").path("token").stringValue());
    }

    public JsonNode challenge() {
        return client.post("/auth/challenge", "").json();
    }

    public ObjectNode tokenRequest(JsonNode challenge, String plain) {
        byte[] encrypted = ClientCrypto.wrap(
                ClientCrypto.certificate(publicKey("KsefTokenEncryption")),
                plain.getBytes(StandardCharsets.UTF_8),
                ClientCrypto.OAEP);
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.put("challenge", challenge.path("challenge").stringValue());
        request.putObject("contextIdentifier").put("type", "Nip").put("value", nip);
        return request.put("encryptedToken", ClientCrypto.base64(encrypted));
    }

    public JsonNode publicKey(String usage) {
        return client.get("/security/public-key-certificates", "")
                .json()
                .valueStream()
                .filter(key -> key.path("usage").path(0).stringValue().equals(usage))
                .findFirst()
                .orElseThrow();
    }

    public JsonNode authenticationStatus(SigningIn signingIn) {
        return client.get("/auth/" + signingIn.referenceNumber(), signingIn.authenticationToken())
                .json();
    }

    /** Opens a session for FA(3) with a fresh key. */
    public ClientSession open() {
        return open(ClientSession.Key.random());
    }

    public ClientSession open(ClientSession.Key key) {
        Answer answer = client.post("/sessions/online", access, openRequest(key));
        return new ClientSession(
                this, key, answer.json().path("referenceNumber").stringValue());
    }

    public ObjectNode openRequest(ClientSession.Key key) {
        JsonNode publicKey = publicKey("SymmetricKeyEncryption");
        byte[] wrapped = ClientCrypto.wrap(ClientCrypto.certificate(publicKey), key.key(), ClientCrypto.OAEP);
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.putObject("formCode")
                .put("systemCode", "FA (3)")
                .put("schemaVersion", "1-0E")
                .put("value", "FA");
        request.putObject("encryption")
                .put("encryptedSymmetricKey", ClientCrypto.base64(wrapped))
                .put("initializationVector", ClientCrypto.base64(key.iv()))
                .put("publicKeyId", publicKey.path("publicKeyId").stringValue());
        return request;
    }
}
