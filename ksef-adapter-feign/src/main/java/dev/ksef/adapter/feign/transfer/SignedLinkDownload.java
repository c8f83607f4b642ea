package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.StreamedAnswer;
import dev.ksef.adapter.feign.failure.DroppedConnectionException;
import dev.ksef.adapter.feign.http.CookieJar;
import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.http.RedirectAnswer;
import dev.ksef.adapter.feign.http.RequestCopy;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.StorageTransfer.Downloaded;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One download by a signed link. It begins without cookies, and keeps those that its own redirects set. */
final class SignedLinkDownload {

    /** Stands for the link in events and messages. */
    static final String NAME = "GET (signed link)";

    private static final int PIECE_BYTES = 64 * 1024;

    private final CookieJar cookies = new CookieJar();
    private final ExchangeAttempts attempts;
    private final ExchangeThreads exchanges;
    private final StorageHosts hosts;
    private final KsefListener listener;
    private final DocumentSink sink;
    private final Deadline deadline;
    private final AnswerReader reader;

    SignedLinkDownload(
            ExchangeAttempts attempts,
            ExchangeThreads exchanges,
            StorageHosts hosts,
            KsefListener listener,
            DocumentSink sink,
            Deadline deadline) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.hosts = hosts;
        this.listener = listener;
        this.sink = sink;
        this.deadline = deadline;
        this.reader = new AnswerReader(attempts, deadline);
    }

    /**
     * Downloads the document.
     *
     * @throws KsefTransportException if the link may not be followed, or there is no complete answer
     * @throws KsefApiException if the storage answers with an error
     */
    Downloaded from(URI address) {
        Request request =
                Request.create(HttpMethod.GET, hosts.checked(NAME, address).toString(), headers(), null, null, null);
        for (int followed = 0; ; followed++) {
            Response response = attemptTwice(request);
            if (!RedirectAnswer.isRedirect(response)) {
                return result(response);
            }
            request = RequestCopy.withAddress(
                    request, redirected(request, response, followed).toString());
        }
    }

    /** A part of a compressed document would be of no use. */
    private Map<String, Collection<String>> headers() {
        List<String> asItIs = List.of("identity");
        return sink.offset() == 0
                ? Map.of(HttpHeaders.ACCEPT_ENCODING, asItIs)
                : Map.of(
                        HttpHeaders.ACCEPT_ENCODING,
                        asItIs,
                        HttpHeaders.RANGE,
                        List.of("bytes=" + sink.offset() + "-"));
    }

    private URI redirected(Request request, Response response, int followed) {
        Optional<URI> target = RedirectAnswer.target(request, response)
                .filter(to ->
                        request.url().startsWith("http:") || to.getScheme().equalsIgnoreCase("https"));
        if (followed == RedirectAnswer.MOST_FOLLOWED || target.isEmpty()) {
            throw new KsefTransportException(
                    NAME + " was redirected "
                            + (target.isEmpty()
                                    ? "in a way that cannot be followed"
                                    : "more than " + RedirectAnswer.MOST_FOLLOWED + " times")
                            + " (HTTP " + response.status() + ")",
                    Delivery.NOT_SENT,
                    null);
        }
        return hosts.checked(NAME, target.get());
    }

    /** Makes a second attempt only if the connection was dropped before the first byte of the document. */
    private Response attemptTwice(Request request) {
        try {
            return attempt(request);
        } catch (KsefTransportException unanswered) {
            if (sink.isTouched() || !(unanswered.getCause() instanceof DroppedConnectionException)) {
                throw unanswered;
            }
            listener.on(new KsefEvent.Retry(
                    NAME,
                    CallCorrelation.NONE,
                    1,
                    Duration.ZERO,
                    KsefEvent.Retry.Cause.DROPPED,
                    DroppedConnectionException.REASON));
            return attempt(request);
        }
    }

    private Response attempt(Request request) {
        return attempts.make(NAME, CallCorrelation.NONE, deadline, (options, patienceMillis) -> {
            try (StreamedAnswer answer = exchanges.open(cookies.withCookies(request), options, patienceMillis)) {
                cookies.keep(answer.head());
                return sink.takes(answer.head()) ? copied(answer) : withBody(answer);
            }
        });
    }

    private Response copied(StreamedAnswer answer) throws IOException {
        sink.begin(answer.head());
        byte[] piece = new byte[PIECE_BYTES];
        for (int length = reader.read(answer, piece); length >= 0; length = reader.read(answer, piece)) {
            sink.write(piece, length);
        }
        return answer.head();
    }

    /** Reads an error answer, with the beginning of its body in memory. */
    private Response withBody(StreamedAnswer answer) throws IOException {
        var error = new ByteArrayOutputStream();
        reader.readError(answer, error);
        return answer.head().toBuilder().body(error.toByteArray()).build();
    }

    private Downloaded result(Response response) {
        if (sink.takes(response)) {
            return new Downloaded(sink.end(), ResponseContent.declaredHash(response));
        }
        if (sink.isSuccess(response)) {
            throw StorageErrors.ofSomethingElse(NAME, response);
        }
        throw StorageErrors.ofStorage(NAME, response);
    }
}
