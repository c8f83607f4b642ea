package dev.ksef.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The steps that no server can leave out that takes an invoice: an exchange of the JDK's server, JSON, Base64, the hash of what came
 * and of what was decrypted, AES, and one pass over the XML. It keeps nothing and decides nothing.
 */
final class BareReceiver {

    static final String READY = "ready at ";

    private static final byte[] ANSWER =
            "{\"referenceNumber\":\"20261101-EE-0000000000-0000000000-00\"}".getBytes(StandardCharsets.UTF_8);
    private static final int ACCEPTED = 202;

    private final JsonMapper json = new JsonMapper();
    private final XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();

    private BareReceiver() {}

    /** Listens until the process is ended. */
    public static void main(String... arguments) throws IOException {
        // As for the simulator: without it every answer waits for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new BareReceiver()::take);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println(READY + "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange http) throws IOException {
        try (http) {
            int elements = read(http.getRequestBody().readAllBytes());
            http.sendResponseHeaders(elements > 0 ? ACCEPTED : 500, ANSWER.length);
            http.getResponseBody().write(ANSWER);
        }
    }

    private int read(byte[] body) {
        JsonNode request = json.readTree(body);
        byte[] encrypted = Base64.getDecoder()
                .decode(request.path("encryptedInvoiceContent").stringValue());
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, BareSession.KEY, BareSession.IV);
            byte[] xml = cipher.doFinal(encrypted);
            require(request, "encryptedInvoiceHash", encrypted);
            require(request, "invoiceHash", xml);
            return elements(xml);
        } catch (GeneralSecurityException | XMLStreamException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void require(JsonNode request, String field, byte[] content) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        if (!Base64.getEncoder().encodeToString(hash).equals(request.path(field).stringValue())) {
            throw new IllegalStateException("Another hash than " + field);
        }
    }

    private int elements(byte[] xml) throws XMLStreamException {
        XMLStreamReader reader = parsers.createXMLStreamReader(new ByteArrayInputStream(xml));
        int elements = 0;
        while (reader.hasNext()) {
            elements += reader.next() == XMLStreamReader.START_ELEMENT ? 1 : 0;
        }
        return elements;
    }
}
