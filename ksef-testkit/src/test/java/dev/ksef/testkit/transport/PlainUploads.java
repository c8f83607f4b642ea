package dev.ksef.testkit.transport;

import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Uploads that do well what the tests for broken ones look at. Each method can be broken on its own. */
class PlainUploads implements StorageTransfer {

    private static final String NAME = "PUT (signed link)";

    private final URI apiBase;
    private final KsefListener listener;

    PlainUploads(URI apiBase, KsefListener listener) {
        this.apiBase = apiBase;
        this.listener = listener;
    }

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void upload(PartUploadRequest asked, ContentSource content, Deadline deadline) {
        if (!mayGoTo(asked.url().address())) {
            throw new KsefTransportException(NAME + " was not sent", Delivery.NOT_SENT, null);
        }
        HttpResponse<String> answer;
        try (InputStream stream = content.open()) {
            byte[] part = stream.readAllBytes();
            if (!isWhole(part, content)) {
                throw new KsefStorageException(NAME + " was not sent: its content is not of its size", null);
            }
            answer = sent(request(asked, body(part)));
        } catch (IOException broken) {
            tell(0);
            throw new KsefTransportException(NAME + " got no answer", delivery(), null);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        tell(answer.statusCode());
        if (answer.statusCode() >= 400) {
            throw new KsefApiException(
                    new KsefApiException.Answer(told(asked), answer.statusCode(), List.of(), code(answer), null));
        }
        if (!isSuccess(answer)) {
            throw new KsefTransportException(
                    NAME + " was redirected, or answered with text/html", Delivery.UNKNOWN, null);
        }
    }

    private static String code(HttpResponse<String> answer) {
        return answer.body().contains("AuthenticationFailed") ? "AuthenticationFailed" : "";
    }

    private void tell(int status) {
        listener.on(new KsefEvent.Attempt(NAME, CallCorrelation.NONE, status, Duration.ZERO, null, null));
    }

    boolean mayGoTo(URI address) {
        return address.getAuthority().equals(apiBase.getAuthority());
    }

    boolean isWhole(byte[] part, ContentSource content) {
        return part.length == content.sizeBytes();
    }

    BodyPublisher body(byte[] part) {
        return BodyPublishers.ofByteArray(part);
    }

    HttpRequest.Builder request(PartUploadRequest asked, BodyPublisher body) {
        var request = HttpRequest.newBuilder(asked.url().address()).method(asked.method(), body);
        asked.headers().forEach(request::header);
        return request;
    }

    HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client().send(request.build(), BodyHandlers.ofString());
        } finally {
            Thread.interrupted();
        }
    }

    HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    boolean isSuccess(HttpResponse<String> answer) {
        return answer.statusCode() == 201
                && !answer.headers().firstValue("content-type").orElse("").contains("html");
    }

    Delivery delivery() {
        return Delivery.UNKNOWN;
    }

    String told(PartUploadRequest asked) {
        return NAME;
    }
}
