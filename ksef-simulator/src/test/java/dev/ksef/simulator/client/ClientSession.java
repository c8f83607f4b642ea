package dev.ksef.simulator.client;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** An interactive session as its client holds it. */
public record ClientSession(TaxpayerClient taxpayer, Key key, String referenceNumber) {

    /** What encrypts the invoices of a session. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Key(byte[] key, byte[] iv) {

        public static Key random() {
            return new Key(ClientCrypto.random(32), ClientCrypto.random(16));
        }
    }

    /** Sends an invoice and gives its status at once. */
    public JsonNode sendAndLook(String xml) {
        return look(send(xml));
    }

    public JsonNode sendAndLook(byte[] xml) {
        return look(accepted(sendRequest(xml)));
    }

    /** Sends an invoice and gives its reference number. */
    public String send(String xml) {
        return accepted(sendRequest(xml.getBytes(StandardCharsets.UTF_8)));
    }

    public String accepted(ObjectNode request) {
        return post(request).json().path("referenceNumber").stringValue();
    }

    public Answer post(ObjectNode request) {
        return client().post("/sessions/online/" + referenceNumber + "/invoices", taxpayer.access(), request);
    }

    public ObjectNode sendRequest(byte[] xml) {
        byte[] encrypted = ClientCrypto.encrypt(key.key(), key.iv(), xml);
        return RawClient.JSON
                .createObjectNode()
                .put("invoiceHash", ClientCrypto.sha256(xml))
                .put("invoiceSize", xml.length)
                .put("encryptedInvoiceHash", ClientCrypto.sha256(encrypted))
                .put("encryptedInvoiceSize", encrypted.length)
                .put("encryptedInvoiceContent", ClientCrypto.base64(encrypted))
                .put("offlineMode", false);
    }

    public JsonNode look(String invoiceReference) {
        return get("/invoices/" + invoiceReference).json();
    }

    public Answer get(String path) {
        return client().get("/sessions/" + referenceNumber + path, taxpayer.access());
    }

    public JsonNode status() {
        return get("").json();
    }

    public int statusCode() {
        return status().path("status").path("code").intValue();
    }

    public Answer close() {
        return client().post("/sessions/online/" + referenceNumber + "/close", taxpayer.access());
    }

    private RawClient client() {
        return taxpayer.client();
    }
}
