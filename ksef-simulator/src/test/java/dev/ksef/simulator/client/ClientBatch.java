package dev.ksef.simulator.client;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch session as its client holds it.
 *
 * @param uploads the requests for uploads that the answer to the opening had
 * @param parts the encrypted parts
 */
public record ClientBatch(TaxpayerClient taxpayer, String referenceNumber, List<JsonNode> uploads, List<byte[]> parts) {

    /** A package that is encrypted and not sent yet, with its request. A test may change the request. */
    public record Prepared(TaxpayerClient taxpayer, ObjectNode request, List<byte[]> parts) {

        public ObjectNode file() {
            return (ObjectNode) request.path("batchFile");
        }

        public ObjectNode part(int ordinalNumber) {
            return (ObjectNode) file().path("fileParts").path(ordinalNumber - 1);
        }

        public Answer post() {
            return taxpayer.client().post("/sessions/batch", taxpayer.access(), request);
        }

        public ClientBatch open() {
            JsonNode answer = post().json();
            return new ClientBatch(
                    taxpayer,
                    answer.path("referenceNumber").stringValue(),
                    answer.path("partUploadRequests").valueStream().toList(),
                    parts);
        }
    }

    /** Encrypts a package as one part. */
    public static Prepared prepare(TaxpayerClient taxpayer, ClientPackage invoices) {
        return prepare(taxpayer, invoices.compressionType(), invoices.archive(), Integer.MAX_VALUE);
    }

    /** Encrypts an archive in parts of this size. */
    public static Prepared prepare(TaxpayerClient taxpayer, String compressionType, byte[] archive, int partBytes) {
        ClientSession.Key key = ClientSession.Key.random();
        ObjectNode request = taxpayer.openRequest(key);
        ObjectNode file = request.putObject("batchFile");
        file.put("fileSize", archive.length).put("fileHash", ClientCrypto.sha256(archive));
        file.put("compressionType", compressionType);
        ArrayNode declared = file.putArray("fileParts");
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        do {
            int end = (int) Math.min(archive.length, (long) from + partBytes);
            byte[] part = ClientCrypto.encrypt(key.key(), key.iv(), Arrays.copyOfRange(archive, from, end));
            parts.add(part);
            declared.addObject()
                    .put("ordinalNumber", parts.size())
                    .put("fileSize", part.length)
                    .put("fileHash", ClientCrypto.sha256(part));
            from = end;
        } while (from < archive.length);
        return new Prepared(taxpayer, request, parts);
    }

    /** Opens, uploads, closes. */
    public static ClientBatch send(TaxpayerClient taxpayer, ClientPackage invoices) {
        return prepare(taxpayer, invoices).open().uploaded().closed();
    }

    public String link(int ordinalNumber) {
        return uploads.get(ordinalNumber - 1).path("url").stringValue();
    }

    public Map<String, String> headers(int ordinalNumber) {
        Map<String, String> headers = new HashMap<>();
        uploads.get(ordinalNumber - 1)
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        return headers;
    }

    public Answer upload(int ordinalNumber) {
        return upload(ordinalNumber, parts.get(ordinalNumber - 1));
    }

    public Answer upload(int ordinalNumber, byte[] content) {
        return RawClient.upload(link(ordinalNumber), content, headers(ordinalNumber));
    }

    public ClientBatch uploaded() {
        for (int part = 1; part <= parts.size(); part++) {
            upload(part);
        }
        return this;
    }

    public ClientBatch closed() {
        close();
        return this;
    }

    public Answer close() {
        return taxpayer.client().post("/sessions/batch/" + referenceNumber + "/close", taxpayer.access());
    }

    public Answer get(String path) {
        return taxpayer.client().get("/sessions/" + referenceNumber + path, taxpayer.access());
    }

    public JsonNode status() {
        return get("").json();
    }

    public int statusCode() {
        return status().path("status").path("code").intValue();
    }

    /** The status once the package is processed, for which no clock is told to move. */
    public int settledCode() {
        int code = statusCode();
        for (int look = 0; look < 100_000 && code == 150; look++) {
            code = statusCode();
        }
        return code;
    }

    public List<JsonNode> invoices() {
        return get("/invoices?pageSize=1000")
                .json()
                .path("invoices")
                .valueStream()
                .toList();
    }

    public List<Integer> invoiceCodes() {
        return invoices().stream()
                .map(invoice -> invoice.path("status").path("code").intValue())
                .toList();
    }
}
