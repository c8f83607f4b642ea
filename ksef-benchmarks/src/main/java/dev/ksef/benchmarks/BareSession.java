package dev.ksef.benchmarks;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * A session that invoices are sent in with the JDK's client alone, since the server is what is measured. All sessions have the same
 * key, so that an invoice has the same bytes wherever it is sent.
 */
final class BareSession {

    static final String NIP = "5265877635";
    static final String KSEF_TOKEN = "benchmark";
    static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
    static final IvParameterSpec IV = new IvParameterSpec(new byte[16]);

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final Map<String, Object> FORM =
            Map.of("systemCode", "FA (3)", "schemaVersion", "1-0E", "value", "FA");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String bearer;
    private final String reference;

    private BareSession(URI base, String bearer, String reference) {
        this.base = base;
        this.bearer = bearer;
        this.reference = reference;
    }

    /** Signs in to a simulator with the token above, and opens a session for FA(3). */
    static BareSession open(URI base) throws GeneralSecurityException {
        JsonNode keys = call(base, "GET", "/security/public-key-certificates", "", "");
        JsonNode challenge = call(base, "POST", "/auth/challenge", "", "");
        String token = KSEF_TOKEN + "|" + challenge.path("timestampMs").longValue();
        JsonNode signIn = call(
                base,
                "POST",
                "/auth/ksef-token",
                "",
                written(Map.<String, Object>of(
                        "challenge", challenge.path("challenge").stringValue(),
                        "contextIdentifier", Map.<String, Object>of("type", "Nip", "value", NIP),
                        "encryptedToken",
                                wrapped(keys, "KsefTokenEncryption", token.getBytes(StandardCharsets.UTF_8)))));
        String first = signIn.path("authenticationToken").path("token").stringValue();
        String access = call(base, "POST", "/auth/token/redeem", first, "")
                .path("accessToken")
                .path("token")
                .stringValue();
        JsonNode opened = call(
                base,
                "POST",
                "/sessions/online",
                access,
                written(Map.<String, Object>of("formCode", FORM, "encryption", encryption(keys))));
        return new BareSession(base, access, opened.path("referenceNumber").stringValue());
    }

    private static Map<String, Object> encryption(JsonNode keys) throws GeneralSecurityException {
        return Map.of(
                "encryptedSymmetricKey",
                wrapped(keys, "SymmetricKeyEncryption", KEY.getEncoded()),
                "initializationVector",
                base64(IV.getIV()));
    }

    /** One at a server that knows no sessions and takes all that comes. */
    static BareSession at(URI base, BareSession like) {
        return new BareSession(base, like.bearer, like.reference);
    }

    private static byte[] encrypted(byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, KEY, IV);
        return cipher.doFinal(plain);
    }

    /**
     * Sends an archive of invoices as a batch of one part, and waits until it is processed.
     *
     * @return the reference number of the session of the batch
     */
    String sendBatch(byte[] zip) throws GeneralSecurityException {
        byte[] part = encrypted(zip);
        JsonNode opened = post(
                "/sessions/batch",
                written(Map.<String, Object>of(
                        "formCode",
                        FORM,
                        "encryption",
                        encryption(call(base, "GET", "/security/public-key-certificates", "", "")),
                        "batchFile",
                        Map.<String, Object>of(
                                "fileSize",
                                zip.length,
                                "fileHash",
                                sha256(zip),
                                "fileParts",
                                List.of(Map.<String, Object>of(
                                        "ordinalNumber", 1, "fileSize", part.length, "fileHash", sha256(part)))))));
        upload(opened.path("partUploadRequests").path(0), part);
        String batch = opened.path("referenceNumber").stringValue();
        post("/sessions/batch/" + batch + "/close", "");
        int code = 150;
        while (code == 150) {
            code = get("/sessions/" + batch).path("status").path("code").intValue();
        }
        if (code != 200) {
            throw new IllegalStateException("The batch ended with status " + code);
        }
        return batch;
    }

    private static void upload(JsonNode request, byte[] part) {
        HttpRequest.Builder upload = HttpRequest.newBuilder(
                        URI.create(request.path("url").stringValue()))
                .PUT(BodyPublishers.ofByteArray(part));
        request.path("headers")
                .properties()
                .forEach(header ->
                        upload.header(header.getKey(), header.getValue().stringValue()));
        exchange(upload.build());
    }

    JsonNode get(String path) {
        return call(base, "GET", path, bearer, "");
    }

    JsonNode post(String path, String body) {
        return call(base, "POST", path, bearer, body);
    }

    /** The body of the request that sends an invoice, in any session. */
    static String body(byte[] xml) throws GeneralSecurityException {
        byte[] encrypted = encrypted(xml);
        return written(Map.<String, Object>of(
                "invoiceHash",
                sha256(xml),
                "invoiceSize",
                xml.length,
                "encryptedInvoiceHash",
                sha256(encrypted),
                "encryptedInvoiceSize",
                encrypted.length,
                "encryptedInvoiceContent",
                base64(encrypted),
                "offlineMode",
                false));
    }

    /** Sends an invoice. */
    void send(String body) {
        call(base, "POST", "/sessions/online/" + reference + "/invoices", bearer, body);
    }

    /** Requires that KSeF took all invoices of the session, and counts them. */
    int taken() {
        JsonNode status = call(base, "GET", "/sessions/" + reference, bearer, "");
        if (status.path("successfulInvoiceCount").intValue()
                != status.path("invoiceCount").intValue()) {
            throw new IllegalStateException("Not all invoices were taken: " + status);
        }
        return status.path("invoiceCount").intValue();
    }

    private static JsonNode call(URI base, String method, String path, String bearer, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        byte[] answer = exchange(request.build());
        return answer.length == 0 ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private static byte[] exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request + " gave HTTP " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(request + " failed", failed);
        }
    }

    private static String written(Map<String, Object> object) {
        return JSON.writeValueAsString(object);
    }

    private static String wrapped(JsonNode keys, String usage, byte[] plain) throws GeneralSecurityException {
        for (JsonNode key : keys) {
            if (key.path("usage").path(0).stringValue().equals(usage)) {
                byte[] der = Base64.getDecoder().decode(key.path("certificate").stringValue());
                Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der))
                                .getPublicKey(),
                        OAEP);
                return base64(cipher.doFinal(plain));
            }
        }
        throw new IllegalStateException("No key for " + usage);
    }

    private static String sha256(byte[] data) throws GeneralSecurityException {
        return base64(MessageDigest.getInstance("SHA-256").digest(data));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
