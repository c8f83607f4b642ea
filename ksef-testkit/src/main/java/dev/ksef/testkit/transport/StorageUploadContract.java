package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.server.StreamingServer;
import dev.ksef.testkit.server.StreamingServer.Head;
import dev.ksef.testkit.server.StreamingServer.Part;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests what every {@link StorageTransfer} must do with uploads, over a real socket. Extend this class and make a transfer.
 *
 * <p>What a storage answers before it has read the body may be lost when it closes the connection: some HTTP engines show the
 * answer, others a broken connection. Both are allowed; a success is not.
 */
@Timeout(60)
public abstract class StorageUploadContract {

    private static final String TARGET =
            "/storage/01/batch/part-1.aes?sv=2025-01-05&st=2026-11-02T08%3A55%3A00Z&sr=b&sp=w&sig=sec-ret%2Fa%2Bb%3D";
    private static final Map<String, String> HEADERS = Map.of(
            "x-ms-blob-type", "BlockBlob", "X-Signed", "sec-ret a,b; c=\"d\"", "Content-Type", "application/x-part");

    /** More than the buffers of sockets on both sides hold. */
    private static final int LARGE_BYTES = 20_000_000;

    /** Headers that HTTP engines write by themselves. */
    private static final List<String> OF_ENGINES =
            List.of("host", "accept", "accept-encoding", "user-agent", "connection", "content-length");

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final StreamingServer server = StreamingServer.start();
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
    void part_leavesByteForByte_asKsefAsked() {
        byte[] part = new byte[300_000];
        new Random(7).nextBytes(part);
        var arrived = new ByteArrayOutputStream();
        server.then((body, out) -> {
            body.transferTo(arrived);
            return created().play(out);
        });
        var content = new PartContent(part);
        upload(content);
        assertThat(arrived.toByteArray()).isEqualTo(part);
        Head head = onlyRequest();
        assertThat(head.method() + " " + head.target()).isEqualTo("PUT " + TARGET);
        HEADERS.forEach(
                (name, value) -> assertThat(head.all(name)).as("%s, once", name).containsExactly(value));
        assertThat(head.all("content-length")).containsExactly("300000");
        assertThat(head.all("transfer-encoding")).as("not in chunks").isEmpty();
        assertThat(content.isClosed()).isTrue();
    }

    @Test
    void request_carriesNothingThatWasNotAskedFor() {
        server.then(Part.reading(Reply.empty(201, "Set-Cookie", "a=b; path=/")), Part.reading(created()));
        upload(part(10));
        upload(part(10));
        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(head -> assertThat(head.headers().stream()
                                .map(line -> line.split(":", 2)[0])
                                .filter(name -> HEADERS.keySet().stream().noneMatch(name::equalsIgnoreCase))
                                .map(name -> name.toLowerCase(Locale.ROOT)))
                        .as("neither bearer nor cookies")
                        .isSubsetOf(OF_ENGINES)
                        .doesNotHaveDuplicates());
    }

    @Test
    void otherMethod_isUsedAsKsefGaveIt() {
        for (String method : List.of("POST", "PATCH")) {
            server.then(Part.reading(created()));
            storage().upload(request(method, server.uri() + TARGET, Map.of()), part(10), Deadline.NEVER);
        }
        assertThat(server.received()).extracting(Head::method).containsExactly("POST", "PATCH");
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::operation)
                .containsExactly("POST (signed link)", "PATCH (signed link)");
    }

    @Test
    void methodThatUploadsNothing_isNotSent() {
        for (String method : List.of("GET", "CONNECT", "put", "PUT /x", "")) {
            assertNotSent(request(method, server.uri() + TARGET, HEADERS));
        }
    }

    @Test
    void headerThatEnginesWriteThemselves_isSentOnce() {
        server.then(Part.reading(created()));
        storage()
                .upload(
                        request(
                                "PUT",
                                server.uri() + TARGET,
                                Map.of(
                                        "Content-Length", "10",
                                        "host", server.uri().getAuthority(),
                                        "Connection", "keep-alive",
                                        "Expect", "100-continue",
                                        "x-ms-blob-type", "BlockBlob")),
                        part(10),
                        Deadline.NEVER);
        Head head = onlyRequest();
        assertThat(head.all("content-length")).containsExactly("10");
        assertThat(head.all("host")).containsExactly(server.uri().getAuthority());
        assertThat(head.all("expect")).as("the part is not held back").isEmpty();
        assertThat(head.all("x-ms-blob-type")).containsExactly("BlockBlob");
    }

    @Test
    void headerThatCannotBeSent_orContradicts_sendsNothing() {
        for (Map<String, String> odd : List.of(
                Map.of("Content-Length", "11"),
                Map.of("Host", "sec-ret.example"),
                Map.of("X-Odd", "sec-ret\r\nX-Other: 1"),
                Map.of("X-Odd", "sec-ret\u0105"),
                Map.of("X Odd", "sec-ret"))) {
            assertNotSent(request("PUT", server.uri() + TARGET, odd));
        }
    }

    @Test
    void linkToAnotherHost_orWithoutTls_isNotSent() {
        try (StreamingServer other = StreamingServer.start()) {
            for (String elsewhere : List.of(
                    "http://localhost:" + other.uri().getPort() + TARGET,
                    "https://storage.example" + TARGET,
                    "http://storage.example" + TARGET)) {
                assertNotSent(request("PUT", elsewhere, HEADERS));
            }
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void everyOtherSuccess_isNone() {
        for (int status : List.of(200, 202, 204, 206)) {
            server.then(Part.reading(status == 204 ? Reply.empty(204) : Reply.of(status, "application/xml", "<a/>")));
            assertUnknown(part(10));
        }
        assertThat(server.received()).as("nothing is repeated").hasSize(4);
    }

    @Test
    void pageOfAFirewall_isNoSuccess_whateverItsStatus() {
        for (int status : List.of(200, 201)) {
            server.then(Part.reading(Reply.of(status, "text/html; charset=utf-8", "<html>sec-ret</html>")));
            assertThat(assertUnknown(part(10))).hasMessageContaining("text/html");
        }
    }

    @Test
    void errorOfTheStorage_isToldByItsStatusAndCodeAlone() {
        for (int status : List.of(400, 401, 403, 404, 409, 413, 429, 500, 503)) {
            server.then(Part.reading(Reply.of(
                    status,
                    "application/xml",
                    "\uFEFF<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code>"
                            + "<Message>Signature sec-ret did not match</Message></Error>",
                    "Retry-After",
                    "0")));
            assertThat(failure(KsefApiException.class, part(10)).status()).isEqualTo(status);
        }
        assertThat(server.received()).as("nothing is repeated").hasSize(9);
        assertThat(statuses()).containsExactly(400, 401, 403, 404, 409, 413, 429, 500, 503);
    }

    @Test
    void errorThatIsCutOrStalls_isToldByItsStatus() {
        server.then(Part.reading(Reply.cut(403, "application/xml", "<Error></Error>")));
        assertThat(failure(KsefApiException.class, part(10)).status()).isEqualTo(403);
        server.then(Part.reading(Reply.stall(403, "application/xml", "<Error></Error>", 20_000)));
        assertThat(failure(KsefApiException.class, part(10)).status()).isEqualTo(403);
    }

    @Test
    void redirect_isNotFollowed() {
        try (StreamingServer other = StreamingServer.start()) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                server.then(Part.reading(Reply.empty(status, "Location", server.uri() + "/again")));
                assertThat(assertUnknown(part(10))).hasMessageContaining("redirected");
                server.then(Part.reading(Reply.empty(status, "Location", other.uri() + "/elsewhere")));
                assertUnknown(part(10));
            }
            assertThat(other.received()).isEmpty();
            assertThat(server.received()).hasSize(10);
        }
    }

    @Test
    void connectionRefused_isNotSent() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var error = catchThrowableOfType(
                KsefTransportException.class,
                () -> storage()
                        .upload(
                                request("PUT", "http://127.0.0.1:" + free + TARGET, HEADERS),
                                part(10),
                                Deadline.NEVER));
        assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        neverSaysSecret(error);
    }

    @Test
    void connectionThatBreaks_whileThePartLeaves_orBeforeTheAnswer_isNotRepeated() {
        server.then(Part.cutAfter(100_000));
        assertUnknown(part(LARGE_BYTES));
        server.then(Part.reading(Reply.drop()));
        assertUnknown(part(10));
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void keptConnectionThatBreaks_isNotRepeated() {
        server.then(Part.reading(created()), Part.reading(Reply.drop()), Part.reading(created()));
        upload(part(10));
        assertUnknown(part(10));
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void answerBeforeThePartHasLeft_isAnErrorOrABrokenConnection() {
        server.then(
                Part.early(Reply.of(403, "application/xml", "<Error><Code>AuthenticationFailed</Code></Error>")),
                Part.earlyAndPolite(
                        Reply.of(403, "application/xml", "<Error><Code>AuthenticationFailed</Code></Error>")));
        for (int i = 0; i < 2; i++) {
            var content = new PartContent(new byte[LARGE_BYTES]);
            var error = catchThrowableOfType(KsefException.class, () -> upload(content));
            neverSaysSecret(error);
            assertThat(error instanceof KsefApiException refused && refused.status() == 403
                            || error instanceof KsefTransportException broken && broken.delivery() == Delivery.UNKNOWN)
                    .as("%s", error)
                    .isTrue();
            assertThat(content.isClosed()).isTrue();
        }
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void successBeforeThePartHasLeft_isNone() {
        server.then(Part.early(created()));
        assertUnknown(part(LARGE_BYTES));
    }

    @Test
    void deadlineThatHasCome_sendsNothing() {
        assertThat(catchThrowableOfType(
                        KsefDeadlineException.class,
                        () -> storage().upload(request(), part(10), new Deadline(time.millis()))))
                .isNotNull();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void answerThatDoesNotCome_endsByTheReadTimeout() {
        server.then(Part.stallAfter(10));
        assertUnknown(part(10));
    }

    @Test
    void storageThatStopsReading_endsByTheReadTimeout_andTheContentIsFree() {
        server.then(Part.stallAfter(100_000));
        var content = new PartContent(new byte[LARGE_BYTES]);
        assertUnknown(content);
        assertThat(content.isClosed()).isTrue();
    }

    @Test
    void storageThatStopsReading_endsByTheDeadlineWhereThatIsSooner() {
        server.then(Part.stallAfter(100_000));
        assertThat(catchThrowableOfType(
                                KsefTransportException.class,
                                () -> storage()
                                        .upload(
                                                request(),
                                                part(LARGE_BYTES),
                                                Deadline.after(Duration.ofMillis(100), time)))
                        .delivery())
                .isEqualTo(Delivery.UNKNOWN);
        assertThat(statuses()).containsExactly(0);
    }

    @Test
    void storageThatReadsWithoutEnd_endsByTheDeadline() {
        server.then((body, out) -> {
            for (int i = 0; i < 1_000 && body.readNBytes(10_000).length > 0; i++) {
                time.advance(Duration.ofSeconds(1));
                Thread.sleep(5);
            }
            return false;
        });
        var error = catchThrowableOfType(
                KsefTransportException.class,
                () -> storage().upload(request(), part(LARGE_BYTES), Deadline.after(Duration.ofSeconds(60), time)));
        assertThat(error).hasMessageContaining("too long");
    }

    @Test
    void uploadThatGoesOn_mayTakeLongerThanTheReadTimeout() {
        server.then(Part.reading(created()));
        upload(new PartContent(new byte[LARGE_BYTES]).pausingMillis(600, 5));
        assertThat(statuses()).containsExactly(201);
    }

    @Test
    void interrupt_whileThePartLeaves_endsTheCallAndStaysSet() throws InterruptedException {
        server.then(Part.stallAfter(100_000));
        var flag = new AtomicReference<Boolean>();
        var caller = new Thread(() -> {
            assertUnknown(part(LARGE_BYTES));
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        while (server.bodyBytes() < 100_000) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join(1_500);
        assertThat(flag.get()).as("ended at once, flag set").isEqualTo(true);
    }

    @Test
    void uploadThatIsGivenUp_endsItsConnection() throws Exception {
        var givenUp = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        server.then((body, out) -> {
            try {
                body.readNBytes(100_000);
                givenUp.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
                body.transferTo(OutputStream.nullOutputStream());
            } finally {
                end.countDown();
            }
            return false;
        });
        var content = new PartContent(new byte[LARGE_BYTES]);
        assertUnknown(content);
        givenUp.countDown();
        assertThat(end.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.bodyBytes()).as("the rest is not sent").isLessThan(LARGE_BYTES);
    }

    @Test
    void end_whileThePartLeaves_endsTheCall() throws Exception {
        server.then(Part.stallAfter(100_000));
        BackgroundCall call = BackgroundCall.started(() -> {
            upload(part(LARGE_BYTES));
            return 0L;
        });
        while (server.bodyBytes() < 100_000) {
            Thread.onSpinWait();
        }
        end();
        assertThat(call.failure())
                .isInstanceOfSatisfying(
                        KsefTransportException.class,
                        ended -> assertThat(ended.delivery()).isEqualTo(Delivery.UNKNOWN));
    }

    @Test
    void contentThatCannotBeOpened_isToldAsSuch_andSendsNothing() {
        for (Exception problem : List.of(new IOException("disk gone"), new IllegalStateException("disk gone"))) {
            var content = new PartContent(new byte[10]).failingToOpen(problem);
            assertThat(failure(KsefStorageException.class, content)).hasRootCauseMessage("disk gone");
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void contentThatCannotBeRead_isToldAsSuch() {
        for (Exception problem :
                List.of(new IOException("disk gone"), new UncheckedIOException(new IOException("disk gone")))) {
            server.then(Part.reading(created()));
            var content = new PartContent(new byte[LARGE_BYTES]).failingAfter(1_000_000, problem);
            assertThat(failure(KsefStorageException.class, content)).hasRootCauseMessage("disk gone");
            assertThat(content.isClosed()).isTrue();
        }
        assertThat(statuses()).as("each was an attempt").containsExactly(0, 0);
    }

    @Test
    void contentOfAnotherSize_isToldAsSuch_andNeverArrivesWhole() throws InterruptedException {
        List<Integer> sizes = List.of(99_999, 100_001, 200_000, 0);
        var ended = new AtomicInteger();
        var whole = new AtomicInteger();
        for (int size : sizes) {
            server.then((body, out) -> {
                try {
                    if (body.readNBytes(100_000).length == 100_000) {
                        whole.incrementAndGet();
                    }
                } finally {
                    ended.incrementAndGet();
                }
                return created().play(out);
            });
            failure(KsefStorageException.class, new PartContent(new byte[size]).declaring(100_000));
        }
        CallOutcomes.until(() -> ended.get() == server.received().size());
        assertThat(whole).hasValue(0);
    }

    @Test
    void upload_isToldAsAnAttempt_withoutSecrets() {
        server.then(Part.reading(created()));
        upload(part(10));
        assertThat(events.of(KsefEvent.Attempt.class)).singleElement().satisfies(attempt -> {
            assertThat(attempt.operation()).isEqualTo("PUT (signed link)");
            assertThat(attempt.status()).isEqualTo(201);
        });
        assertThat(events.all()).hasSize(1);
        assertThat(events.all().toString()).doesNotContain("sec-ret", "sig=", "/storage/");
    }

    @Test
    void uploads_goSideBySide() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.then(Part.reading(created()));
        }
        TestThreads.runTogether(4, number -> upload(part(1_000_000)));
        assertThat(server.bodyBytes()).isEqualTo(4_000_000);
    }

    @Test
    void transferThatWasEnded_saysSo() {
        end();
        Assertions.assertThrows(IllegalStateException.class, () -> upload(part(10)));
        assertThat(server.received()).isEmpty();
    }

    private static Reply created() {
        return Reply.empty(201, "ETag", "\"0x8D\"");
    }

    private StorageTransfer storage() {
        return Objects.requireNonNull(made);
    }

    private void upload(ContentSource content) {
        storage().upload(request(), content, Deadline.NEVER);
    }

    private static PartContent part(int bytes) {
        return new PartContent(new byte[bytes]);
    }

    private PartUploadRequest request() {
        return request("PUT", server.uri() + TARGET, HEADERS);
    }

    private static PartUploadRequest request(String method, String link, Map<String, String> headers) {
        return new PartUploadRequest(1, method, SignedLink.of(link), headers);
    }

    private Head onlyRequest() {
        assertThat(server.received()).hasSize(1);
        return server.received().get(0);
    }

    private List<Integer> statuses() {
        return events.of(KsefEvent.Attempt.class).stream()
                .map(KsefEvent.Attempt::status)
                .toList();
    }

    private void assertNotSent(PartUploadRequest request) {
        var error = catchThrowableOfType(
                KsefTransportException.class, () -> storage().upload(request, part(10), Deadline.NEVER));
        assertThat(error).as("a refusal").isNotNull();
        assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        neverSaysSecret(error);
        assertThat(error.getMessage()).doesNotContain("example");
        assertThat(server.received()).isEmpty();
        assertThat(events.all()).as("no attempt was made").isEmpty();
    }

    private KsefTransportException assertUnknown(ContentSource content) {
        KsefTransportException error = failure(KsefTransportException.class, content);
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        return error;
    }

    /** Returns the failure of an upload, and checks that it tells nothing of the link and the headers. */
    private <E extends KsefException> E failure(Class<E> type, ContentSource content) {
        E failure = catchThrowableOfType(type, () -> upload(content));
        assertThat(failure).as("a failure of the upload").isExactlyInstanceOf(type);
        neverSaysSecret(failure);
        return failure;
    }

    private void neverSaysSecret(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret", "sig=", "/storage/");
        }
        assertThat(events.all().toString()).doesNotContain("sec-ret", "sig=", "/storage/");
    }
}
