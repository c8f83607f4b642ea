package dev.ksef.simulator;

import dev.ksef.simulator.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An interactive session as its client holds it. */
record ClientSession(Taxpayer taxpayer, Key key, String referenceNumber) {

    /** What encrypts the invoices of a session. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Key(byte[] key, byte[] iv) {

        static Key random() {
            return new Key(ClientCrypto.random(32), ClientCrypto.random(16));
        }
    }

    /** Sends an invoice and gives its status at once. */
    JsonNode sendAndLook(String xml) {
        return look(send(xml));
    }

    JsonNode sendAndLook(byte[] xml) {
        return look(accepted(sendRequest(xml)));
    }

    /** Sends an invoice and gives its reference number. */
    String send(String xml) {
        return accepted(sendRequest(xml.getBytes(StandardCharsets.UTF_8)));
    }

    String accepted(ObjectNode request) {
        return post(request).json().path("referenceNumber").stringValue();
    }

    Answer post(ObjectNode request) {
        return client().post("/sessions/online/" + referenceNumber + "/invoices", taxpayer.access(), request);
    }

    ObjectNode sendRequest(byte[] xml) {
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

    JsonNode look(String invoiceReference) {
        return get("/invoices/" + invoiceReference).json();
    }

    Answer get(String path) {
        return client().get("/sessions/" + referenceNumber + path, taxpayer.access());
    }

    JsonNode status() {
        return get("").json();
    }

    int statusCode() {
        return status().path("status").path("code").intValue();
    }

    Answer close() {
        return client().post("/sessions/online/" + referenceNumber + "/close", taxpayer.access());
    }

    private RawClient client() {
        return taxpayer.client();
    }
}
