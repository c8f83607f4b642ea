package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.StreamedAnswer;
import dev.ksef.adapter.feign.exchange.UploadContent;
import dev.ksef.adapter.feign.exchange.UploadEngine;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.RedirectAnswer;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.ContentSource;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.time.Deadline;
import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/** One upload by a signed link: one request, whatever becomes of it. */
final class SignedLinkUpload {

    private final ExchangeAttempts attempts;
    private final ExchangeThreads exchanges;
    private final UploadEngine engine;
    private final StorageHosts hosts;
    private final Deadline deadline;
    private final AnswerReader reader;

    SignedLinkUpload(
            ExchangeAttempts attempts,
            ExchangeThreads exchanges,
            UploadEngine engine,
            StorageHosts hosts,
            Deadline deadline) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.engine = engine;
        this.hosts = hosts;
        this.deadline = deadline;
        this.reader = new AnswerReader(attempts, deadline);
    }

    /**
     * Uploads the content.
     *
     * @throws KsefTransportException if the link may not be followed, or there is no answer of a storage
     * @throws KsefApiException if the storage answers with an error
     * @throws KsefStorageException if the content cannot be read, or is not of its size
     */
    void upload(PartUploadRequest asked, ContentSource source) {
        HttpMethod method = method(asked);
        String name = method + " (signed link)";
        URI address = hosts.checked(name, asked.url().address());
        long stallMillis = attempts.patienceMillis(Deadline.NEVER);
        try (var content = opened(name, source)) {
            Request request = Request.create(
                    method, address.toString(), UploadHeaders.of(name, asked, content.sizeBytes()), null, null, null);
            Response response = attempts.make(name, CallCorrelation.NONE, deadline, (options, patienceMillis) -> {
                try (StreamedAnswer answer =
                        exchanges.upload(engine, request, content, options, stallMillis, deadline)) {
                    return HttpStatus.isError(answer.head().status()) ? withBody(answer) : answer.head();
                } catch (IOException broken) {
                    throw ofContent(name, content, broken);
                }
            });
            refuseAllButCreated(name, response, content);
        }
    }

    /** A method that carries a body. */
    private static HttpMethod method(PartUploadRequest asked) {
        return Arrays.stream(HttpMethod.values())
                .filter(known -> known.isWithBody() && known.name().equals(asked.method()))
                .findFirst()
                .orElseThrow(() -> new KsefTransportException(
                        "The upload was not sent: KSeF asks for a method by which nothing is uploaded",
                        Delivery.NOT_SENT,
                        null));
    }

    private static UploadContent opened(String name, ContentSource source) {
        try {
            long sizeBytes = source.sizeBytes();
            return new UploadContent(source.open(), sizeBytes);
        } catch (IOException | RuntimeException failed) {
            throw new KsefStorageException(name + " was not sent: its content cannot be read", failed);
        }
    }

    /** What is wrong with the content stands behind the failure of the engine that was to send it. */
    private static IOException ofContent(String name, UploadContent content, IOException broken) {
        Exception unreadable = content.failure();
        if (unreadable != null) {
            throw new KsefStorageException(
                    name + " was broken off: its content cannot be read, or is not of its size", unreadable);
        }
        return broken;
    }

    /** Reads an error, as far as it comes: its status says most, and a storage that answers early may cut the rest. */
    private Response withBody(StreamedAnswer answer) {
        var error = new ByteArrayOutputStream();
        try {
            reader.readError(answer, error);
        } catch (IOException cut) {
            // The beginning, or nothing, is there.
        }
        return answer.head().toBuilder().body(error.toByteArray()).build();
    }

    private static void refuseAllButCreated(String name, Response response, UploadContent content) {
        if (HttpStatus.isError(response.status())) {
            throw StorageErrors.ofStorage(name, response);
        }
        if (RedirectAnswer.isRedirect(response)) {
            throw new KsefTransportException(
                    name + " was redirected (HTTP " + response.status()
                            + "), which is not followed: KSeF gave the place where the part belongs",
                    Delivery.UNKNOWN,
                    null);
        }
        if (response.status() != HttpStatus.CREATED || ResponseContent.isHtml(response)) {
            throw StorageErrors.ofSomethingElse(name, response);
        }
        if (!content.isTaken()) {
            throw new KsefTransportException(
                    name + " was answered with success before it had left", Delivery.UNKNOWN, null);
        }
    }
}
