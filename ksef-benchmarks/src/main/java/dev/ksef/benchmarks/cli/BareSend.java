package dev.ksef.benchmarks.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The exchanges of {@code ksef send} by the JDK alone: its HTTP client, its ciphers, and regular expressions for what is read
 * of JSON. It checks nothing, keeps no journal, draws no code, and would lose the invoice if anything went wrong. With a
 * KSeF token it also signs in, as {@code ksef send} does when there are no tokens.
 */
final class BareSend {

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final String FORM = "{\"systemCode\":\"FA (3)\",\"schemaVersion\":\"1-0E\",\"value\":\"FA\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    private BareSend(String base) {
        this.base = base;
    }

    /** @param arguments {@code send BASE ACCESS-TOKEN INVOICE FOLDER}, or {@code sign-in BASE NIP KSEF-TOKEN [INVOICE FOLDER]} */
    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        var bare = new BareSend(arguments[1]);
        if (arguments[0].equals("send")) {
            bare.send(arguments[2], Path.of(arguments[3]), Path.of(arguments[4]));
        } else {
            String access = bare.signIn(arguments[2], arguments[3]);
            if (arguments.length > 4) {
                bare.send(access, Path.of(arguments[4]), Path.of(arguments[5]));
            } else {
                System.out.println(access);
            }
        }
    }

    private String signIn(String nip, String token) throws IOException, InterruptedException, GeneralSecurityException {
        String challenge = call("POST", "/auth/challenge", "", "");
        String keys = call("GET", "/security/public-key-certificates", "", "");
        String plain = token + "|" + found(challenge, "\"timestampMs\":(\\d+)");
        String init = call(
                "POST",
                "/auth/ksef-token",
                "",
                "{\"challenge\":\"" + text(challenge, "challenge")
                        + "\",\"contextIdentifier\":{\"type\":\"Nip\",\"value\":\"" + nip + "\"},\"encryptedToken\":\""
                        + wrapped(keys, "KsefTokenEncryption", plain.getBytes(StandardCharsets.UTF_8)) + "\"}");
        String first = text(init, "token");
        while (!call("GET", "/auth/" + text(init, "referenceNumber"), first, "").contains("\"code\":200")) {
            Thread.sleep(100);
        }
        String access = call("POST", "/auth/token/redeem", first, "");
        return found(access, "\"accessToken\":\\{[^}]*\"token\":\"([^\"]+)\"");
    }

    private void send(String access, Path invoice, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        call("GET", "/limits/context", access, "");
        String keys = call("GET", "/security/public-key-certificates", "", "");
        byte[] key = new byte[32];
        byte[] iv = new byte[16];
        var random = new SecureRandom();
        random.nextBytes(key);
        random.nextBytes(iv);
        String opened = call(
                "POST",
                "/sessions/online",
                access,
                "{\"formCode\":" + FORM + ",\"encryption\":{\"encryptedSymmetricKey\":\""
                        + wrapped(keys, "SymmetricKeyEncryption", key) + "\",\"initializationVector\":\"" + base64(iv)
                        + "\"}}");
        String session = text(opened, "referenceNumber");
        byte[] xml = Files.readAllBytes(invoice);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        byte[] encrypted = cipher.doFinal(xml);
        call(
                "POST",
                "/sessions/online/" + session + "/invoices",
                access,
                "{\"invoiceHash\":\"" + sha256(xml) + "\",\"invoiceSize\":" + xml.length
                        + ",\"encryptedInvoiceHash\":\"" + sha256(encrypted) + "\",\"encryptedInvoiceSize\":"
                        + encrypted.length + ",\"encryptedInvoiceContent\":\"" + base64(encrypted)
                        + "\",\"offlineMode\":false}");
        call("POST", "/sessions/online/" + session + "/close", access, "");
        while (!call("GET", "/sessions/" + session, access, "").contains("\"code\":200")) {
            Thread.sleep(100);
        }
        String invoices = call("GET", "/sessions/" + session + "/invoices", access, "");
        String number = text(invoices, "ksefNumber");
        byte[] upo = exchange(HttpRequest.newBuilder(URI.create(text(invoices, "upoDownloadUrl")))
                .build());
        Files.createDirectories(folder);
        Files.write(folder.resolve(number + ".upo.xml"), upo);
        Files.write(folder.resolve(number + ".xml"), xml);
        System.out.println(number);
    }

    private String call(String method, String path, String bearer, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return new String(exchange(request.build()), StandardCharsets.UTF_8);
    }

    private byte[] exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "HTTP " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private static String wrapped(String keys, String usage, byte[] plain) throws GeneralSecurityException {
        Matcher each = Pattern.compile("\\{[^{}]*\\}").matcher(keys);
        while (each.find()) {
            if (each.group().contains(usage)) {
                byte[] der = Base64.getDecoder().decode(text(each.group(), "certificate"));
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
        throw new GeneralSecurityException("No key for " + usage);
    }

    private static String text(String json, String name) {
        return found(json, "\"" + name + "\":\"([^\"]+)\"");
    }

    private static String found(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in " + json);
        }
        return matcher.group(1).replace("\\u0026", "&");
    }

    private static String sha256(byte[] data) throws GeneralSecurityException {
        return base64(MessageDigest.getInstance("SHA-256").digest(data));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
