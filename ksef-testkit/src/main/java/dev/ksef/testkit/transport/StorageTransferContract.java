package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.StorageTransfer.Downloaded;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what every {@link StorageTransfer} must do with downloads, over a real socket. Extend this class and make a transfer. */
public abstract class StorageTransferContract {

    private static final String QUERY = "?sv=2025-01-05&st=2026-11-02T08%3A55%3A00Z&sr=b&sp=r&sig=sec-ret%2Fa%2Bb%3D";
    private static final String DOCUMENT = "<Potwierdzenie>\r\n\u0105</Potwierdzenie>";
    private static final Sha256 HASH = Sha256.of(new byte[32]);
    private static final long MOST_BYTES = 1_000_000;

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();
    private final ByteArrayOutputStream into = new ByteArrayOutputStream();
    private @Nullable StorageTransfer made;

    /**
     * Makes a transfer. It has a connect timeout of 2 s and a read timeout of 2 s.
     *
     * @param apiBase the address of the API in the environment of the transfer
     */
    protected abstract StorageTransfer storage(URI apiBase, Time time, KsefListener listener);

    /** Closes what was made last. */
    protected abstract void end();

    @BeforeEach
    void make() {
        made = storage(URI.create(server.uri() + "/v2"), time, events);
    }

    @AfterEach
    void close() {
        end();
        server.close();
    }

    @Test
    void document_arrivesByteForByte_withItsDeclaredHash() {
        byte[] upo = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        server.then(
                Reply.of(200, "application/xml", upo, "x-ms-meta-hash", HASH.value()),
                Reply.of(200, "application/octet-stream", upo));
        assertThat(download()).isEqualTo(new Downloaded(upo.length, HASH));
        assertThat(into.toByteArray()).isEqualTo(upo);
        assertThat(download().declaredHash()).as("none was declared").isNull();
        assertThat(server.received().get(0).method() + " "
                        + server.received().get(0).target())
                .as("the link as it was given")
                .isEqualTo("GET /storage/01/so/upo.xml" + QUERY);
    }

    @Test
    void document_withoutContent_isEmpty() {
        server.then(Reply.of(200, "application/octet-stream", ""));
        assertThat(download()).isEqualTo(new Downloaded(0, null));
    }

    @Test
    void request_carriesNothingOfTheApi() {
        server.then(
                Reply.of(200, "application/xml", DOCUMENT, "Set-Cookie", "a=b; path=/"),
                Reply.of(200, "application/xml", DOCUMENT));
        download();
        download();
        Set<String> ofEngines =
                Set.of("host", "accept", "accept-encoding", "user-agent", "connection", "content-length");
        assertThat(server.received()).allSatisfy(request -> {
            assertThat(request.headers().keySet())
                    .as("neither bearer nor cookies, nor any header that was not given")
                    .isSubsetOf(ofEngines);
            assertThat(request.header("content-length").orElse("0")).isEqualTo("0");
        });
    }

    @Test
    void document_isHandedOverWhileItIsStillComing() throws InterruptedException {
        var first = new CountDownLatch(1);
        server.then(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            if (first.await(20, TimeUnit.SECONDS)) {
                out.write("def".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            return true;
        });
        Thread caller = Thread.currentThread();
        var writers = new AtomicReference<Thread>();
        Downloaded downloaded = storage()
                .download(
                        link(),
                        new OutputStream() {
                            @Override
                            public void write(int one) {
                                into.write(one);
                                writers.set(Thread.currentThread());
                                first.countDown();
                            }
                        },
                        MOST_BYTES,
                        Deadline.NEVER);
        assertThat(downloaded.sizeBytes()).isEqualTo(6);
        assertThat(into).hasToString("abcdef");
        assertThat(writers.get()).as("who touches the caller's stream").isSameAs(caller);
    }

    @Test
    void document_longerThanItMayBe_isBrokenOff() {
        server.then(Reply.of(200, "application/octet-stream", "x".repeat(3_000_000)));
        failure(KsefTransportException.class);
        assertThat(into.size()).isLessThanOrEqualTo((int) MOST_BYTES);
    }

    @Test
    void bodyThatStalls_endsByTheReadTimeout_andIsNotRepeated() {
        server.then(Reply.stall(200, "application/octet-stream", DOCUMENT, 20_000));
        assertThat(failure(KsefTransportException.class).delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void bodyThatStalls_endsByTheDeadlineWhereThatIsSooner() {
        server.then(Reply.stall(200, "application/octet-stream", DOCUMENT, 20_000));
        Deadline soon = Deadline.after(Duration.ofMillis(100), time);
        assertThat(catchThrowableOfType(
                        KsefTransportException.class, () -> storage().download(link(), into, MOST_BYTES, soon)))
                .isNotNull();
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(1);
    }

    @Test
    void bodyThatDripsWithoutEnd_endsByTheDeadline() {
        server.then(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000; i++) {
                out.write('x');
                out.flush();
                time.advance(Duration.ofSeconds(1));
                Thread.sleep(1);
            }
            return false;
        });
        var error = catchThrowableOfType(
                KsefTransportException.class,
                () -> storage().download(link(), into, MOST_BYTES, Deadline.after(Duration.ofSeconds(60), time)));
        assertThat(error).hasMessageContaining("too long");
    }

    @Test
    void answerThatDoesNotCome_endsByTheReadTimeout() {
        server.then(Reply.of(200, "application/xml", DOCUMENT).after(20_000));
        failure(KsefTransportException.class);
    }

    @Test
    void errorThatStalls_endsByTheReadTimeout() {
        server.then(Reply.stall(403, "application/xml", "<Error></Error>", 20_000));
        failure(KsefTransportException.class);
    }

    @Test
    void deadlineThatHasCome_sendsNothing() {
        assertThat(catchThrowableOfType(
                        KsefDeadlineException.class,
                        () -> storage().download(link(), into, MOST_BYTES, new Deadline(time.millis()))))
                .isNotNull();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void interrupt_whileABodyIsRead_endsTheCallAndStaysSet() throws InterruptedException {
        server.then(Reply.stall(200, "application/octet-stream", DOCUMENT, 20_000));
        var flag = new AtomicReference<Boolean>();
        var caller = new Thread(() -> {
            failure(KsefTransportException.class);
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        while (server.received().isEmpty()) {
            Thread.onSpinWait();
        }
        Thread.sleep(200);
        caller.interrupt();
        caller.join(1_000);
        assertThat(flag.get()).as("ended at once, flag set").isEqualTo(true);
    }

    @Test
    void keptConnectionDropped_beforeTheFirstByte_isRepeatedOnce_andEachRequestIsAnAttempt() {
        server.then(
                Reply.of(200, "application/xml", DOCUMENT), Reply.drop(), Reply.of(200, "application/xml", DOCUMENT));
        download();
        into.reset();
        download();
        assertThat(into.toString(StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
        assertThat(server.received()).hasSize(3);
        assertThat(statuses()).containsExactly(200, 0, 200);
        assertThat(events.of(KsefEvent.Retry.class)).hasSize(1);
    }

    @Test
    void connectionDropped_afterTheFirstByte_isTheCallersProblem() {
        server.then(Reply.cut(200, "application/xml", DOCUMENT));
        failure(KsefTransportException.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void errorOfTheStorage_isToldByItsStatusAndCodeAlone() {
        server.then(Reply.of(
                403,
                "application/xml",
                "\uFEFF<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code>"
                        + "<Message>Signature sec-ret did not match</Message></Error>"));
        var error = failure(KsefApiException.class);
        assertThat(error.status()).isEqualTo(403);
        assertThat(error).hasMessageContaining("AuthenticationFailed");
        assertThat(statuses()).containsExactly(403);
    }

    @Test
    void everyOtherStatus_isAnError() {
        for (int status : List.of(201, 204, 206, 400, 404, 410, 429, 500, 503)) {
            server.then(status == 204 ? Reply.empty(204) : Reply.of(status, "text/html", "<html>sec-ret</html>"));
            assertThat(failure(KsefApiException.class).status()).isEqualTo(status);
        }
        assertThat(into.size()).as("nothing was taken for the document").isZero();
        assertThat(server.received()).as("nothing is repeated").hasSize(9);
    }

    @Test
    void errorInJson_isAnErrorLikeOthers() {
        server.then(Reply.of(503, "application/problem+json", "{\"traceId\":\"4711\",\"detail\":\"sec-ret\"}"));
        assertThat(failure(KsefApiException.class).status()).isEqualTo(503);
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(attempt -> attempt.correlation().traceId())
                .containsExactly("4711");
    }

    @Test
    void pageOfAFirewall_isRefused() {
        server.then(Reply.of(200, "text/html; charset=utf-8", "<html>sec-ret</html>"));
        assertThat(failure(KsefTransportException.class)).hasMessageContaining("text/html");
        assertThat(into.size()).isZero();
    }

    @Test
    void linkToAnotherHost_orWithoutTls_isNotSent() {
        try (ScriptedServer other = ScriptedServer.start()) {
            for (String elsewhere : List.of(
                    "http://localhost:" + other.uri().getPort() + "/storage" + QUERY,
                    "https://storage.example/storage" + QUERY,
                    "http://storage.example/storage" + QUERY)) {
                var error = catchThrowableOfType(
                        KsefTransportException.class,
                        () -> storage().download(SignedLink.of(elsewhere), into, MOST_BYTES, Deadline.NEVER));
                assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
                neverSaysSecret(error);
                assertThat(error.getMessage()).doesNotContain("example", "/storage");
            }
            assertThat(other.received()).isEmpty();
            assertThat(events.all()).as("no attempt was made").isEmpty();
        }
    }

    @Test
    void redirect_isFollowedWithTheCookieItSets() {
        server.then(
                Reply.empty(307, "Location", link().reveal(), "Set-Cookie", "incap_ses_1=first; path=/"),
                Reply.of(200, "application/xml", DOCUMENT));
        download();
        assertThat(server.received().get(1).target())
                .isEqualTo(server.received().get(0).target());
        assertThat(server.received().get(1).header("cookie")).contains("incap_ses_1=first");
        assertThat(statuses()).as("each hop is an attempt").containsExactly(307, 200);
    }

    @Test
    void redirects_areFollowedThreeTimesAtMost_andNeverToAnotherHost() {
        Reply around = Reply.empty(302, "Location", "/storage/around" + QUERY);
        server.then(around, around, around, around);
        failure(KsefTransportException.class);
        assertThat(server.received()).hasSize(4);
        server.then(
                Reply.empty(307, "Location", "http://localhost:" + server.uri().getPort() + "/x" + QUERY));
        assertThat(failure(KsefTransportException.class).delivery()).isEqualTo(Delivery.NOT_SENT);
        server.then(Reply.empty(307));
        failure(KsefTransportException.class);
        assertThat(server.received()).hasSize(6);
    }

    @Test
    void streamThatFails_isToldAsSuch() {
        server.then(Reply.of(200, "application/xml", DOCUMENT));
        var full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThat(catchThrowableOfType(
                        KsefStorageException.class, () -> storage().download(link(), full, MOST_BYTES, Deadline.NEVER)))
                .hasRootCauseMessage("disk full");
    }

    @Test
    void transferThatWasEnded_saysSo() {
        end();
        Assertions.assertThrows(IllegalStateException.class, this::download);
    }

    private StorageTransfer storage() {
        return Objects.requireNonNull(made);
    }

    private Downloaded download() {
        return storage().download(link(), into, MOST_BYTES, Deadline.NEVER);
    }

    private SignedLink link() {
        return SignedLink.of(server.uri() + "/storage/01/so/upo.xml" + QUERY);
    }

    private List<Integer> statuses() {
        return events.of(KsefEvent.Attempt.class).stream()
                .map(KsefEvent.Attempt::status)
                .toList();
    }

    /** Returns the failure of a download, and checks that it tells nothing of the link. */
    private <E extends KsefException> E failure(Class<E> type) {
        E failure = catchThrowableOfType(type, this::download);
        assertThat(failure).as("a failure of the download").isExactlyInstanceOf(type);
        neverSaysSecret(failure);
        return failure;
    }

    private void neverSaysSecret(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret", "sig=", "/storage/");
        }
        assertThat(events.all().toString()).doesNotContain("sec-ret", "sig=", "/storage/");
        assertThat(link().toString()).doesNotContain("sec-ret", "sig=", "/storage/");
    }
}
