package dev.ksef.testkit.transport;

import dev.ksef.model.Sha256;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Downloads that go on well where the tests for broken ones look. Each method can be broken on its own. */
class PlainDownloads implements StorageTransfer {

    private static final String NAME = "GET (signed link)";
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,9})-(\\d{1,9})/(\\d{1,9})");

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        try {
            return result(sent(request(link, offset)), offset, into, mostBytes);
        } catch (IOException broken) {
            throw new KsefTransportException(NAME + " got no complete answer", Delivery.UNKNOWN, null);
        }
    }

    private Downloaded result(HttpResponse<InputStream> answer, long offset, OutputStream into, long mostBytes)
            throws IOException {
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 206 && offset > 0) {
                requireDocument(answer);
                return rest(answer, body, offset, into, mostBytes);
            }
            if (answer.statusCode() != 200) {
                throw new KsefApiException(
                        new KsefApiException.Answer(NAME, answer.statusCode(), List.of(), "InvalidRange", null));
            }
            requireDocument(answer);
            return whole(answer, body, offset, into);
        }
    }

    private Downloaded rest(
            HttpResponse<InputStream> answer, InputStream body, long offset, OutputStream into, long mostBytes)
            throws IOException {
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("content-range").orElse(""));
        if (!range.matches() || !isTheRest(range, offset) || Long.parseLong(range.group(3)) > mostBytes) {
            throw new IOException("Not what was asked for");
        }
        long size = Long.parseLong(range.group(3));
        copy(body, into, size - offset);
        return new Downloaded(size, hash(answer));
    }

    private Downloaded whole(HttpResponse<InputStream> answer, InputStream body, long offset, OutputStream into)
            throws IOException {
        passOver(body, offset);
        return new Downloaded(offset + body.transferTo(into), hash(answer));
    }

    /** Everything that comes is written before it is found to be too little. */
    void copy(InputStream body, OutputStream into, long size) throws IOException {
        byte[] came = body.readNBytes((int) size);
        into.write(came);
        if (came.length < size) {
            throw new IOException("Too little");
        }
        if (body.read() >= 0) {
            throw new IOException("Too much");
        }
    }

    void passOver(InputStream body, long offset) throws IOException {
        body.skipNBytes(offset);
    }

    boolean isTheRest(Matcher range, long offset) {
        long first = Long.parseLong(range.group(1));
        return first == offset && Long.parseLong(range.group(2)) < Long.parseLong(range.group(3));
    }

    void requireDocument(HttpResponse<InputStream> answer) {
        if (answer.headers().firstValue("content-type").orElse("").contains("html")) {
            throw new KsefTransportException(NAME + " was answered with text/html", Delivery.UNKNOWN, null);
        }
    }

    HttpRequest.Builder request(SignedLink link, long offset) {
        var request = HttpRequest.newBuilder(link.address()).header("Accept-Encoding", "identity");
        return offset > 0 ? request.header("Range", "bytes=" + offset + "-") : request;
    }

    HttpResponse<InputStream> sent(HttpRequest.Builder request) throws IOException {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Sha256 hash(HttpResponse<InputStream> answer) {
        return answer.headers().firstValue("x-ms-meta-hash").map(Sha256::new).orElse(null);
    }

    @Override
    public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
        throw new UnsupportedOperationException();
    }
}
