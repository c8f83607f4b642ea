package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.StreamedAnswer;
import dev.ksef.adapter.feign.failure.DroppedConnectionException;
import dev.ksef.adapter.feign.http.CookieJar;
import dev.ksef.adapter.feign.http.HttpStatus;
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
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One download by a signed link. It begins without cookies, and keeps those that its own redirects set. */
final class SignedLinkDownload {

    /** Stands for the link in events and messages. */
    static final String NAME = "GET (signed link)";

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int LONGEST_ERROR_BYTES = 8 * 1024;
    private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9]{1,64})\\s*</Code>");

    private final CookieJar cookies = new CookieJar();
    private final ExchangeAttempts attempts;
    private final ExchangeThreads exchanges;
    private final StorageHosts hosts;
    private final KsefListener listener;
    private final LimitedSink sink;
    private final Deadline deadline;

    SignedLinkDownload(
            ExchangeAttempts attempts,
            ExchangeThreads exchanges,
            StorageHosts hosts,
            KsefListener listener,
            LimitedSink sink,
            Deadline deadline) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.hosts = hosts;
        this.listener = listener;
        this.sink = sink;
        this.deadline = deadline;
    }

    /**
     * Downloads the document.
     *
     * @throws KsefTransportException if the link may not be followed, or there is no complete answer
     * @throws KsefApiException if the storage answers with an error
     */
    Downloaded from(URI address) {
        Request request = Request.create(HttpMethod.GET, checked(address).toString(), Map.of(), null, null, null);
        for (int followed = 0; ; followed++) {
            Response response = attemptTwice(request);
            if (!RedirectAnswer.isRedirect(response)) {
                return result(response);
            }
            request = RequestCopy.withAddress(
                    request, redirected(request, response, followed).toString());
        }
    }

    private URI checked(URI address) {
        if (!hosts.allow(address)) {
            throw new KsefTransportException(
                    NAME + " was not sent: it leads to a host that is not the environment's, or not by HTTPS; "
                            + "allow the host if it is to be trusted",
                    Delivery.NOT_SENT,
                    null);
        }
        return address;
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
        return checked(target.get());
    }

    /** Makes a second attempt only if the connection was dropped before the first byte of the document. */
    private Response attemptTwice(Request request) {
        try {
            return attempt(request);
        } catch (KsefTransportException unanswered) {
            if (sink.sizeBytes() > 0 || !(unanswered.getCause() instanceof DroppedConnectionException)) {
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
                return isDocument(answer.head()) ? copied(answer) : withBody(answer);
            }
        });
    }

    private static boolean isDocument(Response response) {
        return response.status() == HttpStatus.OK && !ResponseContent.isHtml(response);
    }

    private Response copied(StreamedAnswer answer) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int length = read(answer, piece); length >= 0; length = read(answer, piece)) {
            sink.write(piece, length);
        }
        return answer.head();
    }

    /** Reads an error answer, with the beginning of its body in memory. */
    private Response withBody(StreamedAnswer answer) throws IOException {
        var error = new ByteArrayOutputStream();
        byte[] piece = new byte[LONGEST_ERROR_BYTES];
        for (int length = read(answer, piece);
                length >= 0 && error.size() < LONGEST_ERROR_BYTES;
                length = read(answer, piece)) {
            error.write(piece, 0, length);
        }
        return answer.head().toBuilder().body(error.toByteArray()).build();
    }

    private int read(StreamedAnswer answer, byte[] piece) throws IOException {
        long patienceMillis = attempts.patienceMillis(deadline);
        if (patienceMillis == 0) {
            throw new SocketTimeoutException("The deadline came while the body was read");
        }
        return answer.read(piece, patienceMillis);
    }

    private Downloaded result(Response response) {
        if (isDocument(response)) {
            return new Downloaded(sink.sizeBytes(), ResponseContent.declaredHash(response));
        }
        if (response.status() == HttpStatus.OK) {
            throw new KsefTransportException(
                    NAME + " was answered with HTTP 200 by something other than KSeF's storage ("
                            + ResponseContent.contentType(response) + ")",
                    Delivery.UNKNOWN,
                    null);
        }
        throw new KsefApiException(
                new KsefApiException.Answer(NAME, response.status(), List.of(), code(response), null));
    }

    /** Returns the code of a storage error. Nothing else is shown, since the rest quotes signatures. */
    private static @Nullable String code(Response response) {
        if (!ResponseContent.isXml(response)) {
            return null;
        }
        Matcher code = CODE.matcher(new String(ResponseContent.bytes(response), StandardCharsets.UTF_8));
        return code.find() ? code.group(1) : null;
    }
}
