package dev.ksef.simulator.client;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An export as its client holds it. */
public record ClientExport(TaxpayerClient taxpayer, ClientSession.Key key, String referenceNumber) {

    /** A request for an export that is not sent yet. A test may change it. */
    public record Order(TaxpayerClient taxpayer, ClientSession.Key key, ObjectNode request) {

        public ObjectNode filters() {
            return (ObjectNode) request.path("filters");
        }

        public ObjectNode dates() {
            return (ObjectNode) filters().path("dateRange");
        }

        public Order with(String field, String value) {
            request.put(field, value);
            return this;
        }

        public Answer post() {
            return taxpayer.client().post("/invoices/exports", taxpayer.access(), request);
        }

        public ClientExport begin() {
            return new ClientExport(
                    taxpayer, key, post().json().path("referenceNumber").stringValue());
        }
    }

    /** Asks for the invoices of a seller from a moment on, by the date of permanent storage. */
    public static Order order(TaxpayerClient taxpayer, Instant from) {
        ClientSession.Key key = ClientSession.Key.random();
        ObjectNode request = RawClient.JSON.createObjectNode();
        request.set("encryption", taxpayer.openRequest(key).path("encryption"));
        request.putObject("filters")
                .put("subjectType", "Subject1")
                .putObject("dateRange")
                .put("dateType", "PermanentStorage")
                .put("from", from.toString());
        return new Order(taxpayer, key, request);
    }

    public Answer status() {
        return taxpayer.client().get("/invoices/exports/" + referenceNumber, taxpayer.access());
    }

    public int statusCode() {
        return status().json().path("status").path("code").intValue();
    }

    public JsonNode content() {
        return status().json().path("package");
    }

    public List<JsonNode> parts() {
        return content().path("parts").valueStream().toList();
    }

    public static Answer download(JsonNode part) {
        return RawClient.download(part.path("url").stringValue(), Map.of());
    }

    /** Downloads all parts and joins what they hold. */
    public byte[] archive() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        parts().forEach(part -> archive.writeBytes(plain(download(part).body())));
        return archive.toByteArray();
    }

    public byte[] plain(byte[] encrypted) {
        return ClientCrypto.decrypt(key.key(), key.iv(), encrypted);
    }

    /** The files of the package, in their order. */
    public Map<String, String> files() {
        return unpacked(archive());
    }

    public static Map<String, String> unpacked(byte[] archive) {
        try {
            return archive[0] == 'P' ? unzip(archive) : untar(archive);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Map<String, String> untar(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            for (byte[] header = tar.readNBytes(512); header[0] != 0; header = tar.readNBytes(512)) {
                int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII), 8);
                files.put(
                        new String(header, 0, 100, StandardCharsets.US_ASCII).trim(),
                        new String(tar.readNBytes(size), StandardCharsets.UTF_8));
                tar.readNBytes((512 - size % 512) % 512);
            }
        }
        return files;
    }

    /** The KSeF numbers in the metadata, in their order. */
    public static List<String> numbers(Map<String, String> files) {
        return RawClient.JSON
                .readTree(files.get("_metadata.json"))
                .path("invoices")
                .valueStream()
                .map(row -> row.path("ksefNumber").stringValue())
                .toList();
    }
}
