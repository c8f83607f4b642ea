package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.StorageTransfer.Downloaded;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.ReceivedRequest;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests what every {@link StorageTransfer} must do to go on with a download, over a real socket. Extend this class and make a
 * transfer.
 */
@Timeout(60)
public abstract class StorageContinuationContract {

    private static final String QUERY = "?sv=2025-01-05&sr=b&sp=r&sig=sec-ret%2Fa%2Bb%3D";
    private static final String BINARY = "application/octet-stream";
    private static final Sha256 HASH = Sha256.of(new byte[32]);
    private static final int MOST_BYTES = 1_000_000;

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
    void rest_isAskedForByItsRange_andWrittenAlone() {
        server.then(part("3456789", "bytes 3-9/10", "x-ms-meta-hash", HASH.value()));
        assertThat(rest(3)).as("the size is that of the whole").isEqualTo(new Downloaded(10, HASH));
        assertThat(into).hasToString("3456789");
        ReceivedRequest request = server.received().get(0);
        assertThat(request.target()).isEqualTo("/storage/part-1.aes" + QUERY);
        assertThat(request.header("range")).contains("bytes=3-");
        assertThat(request.header("accept-encoding"))
                .as("a compressed part would be of no use")
                .contains("identity");
        assertThat(request.headers().keySet())
                .isSubsetOf("host", "accept", "accept-encoding", "user-agent", "connection", "content-length", "range");
    }

    @Test
    void wholeDocument_isAskedForWithoutARange() {
        server.then(Reply.of(200, BINARY, "0123456789"));
        assertThat(rest(0).sizeBytes()).isEqualTo(10);
        assertThat(into).hasToString("0123456789");
        assertThat(server.received().get(0).header("range")).isEmpty();
    }

    @Test
    void storageThatSendsAll_isReadFromTheOffsetOn() {
        byte[] whole = new byte[300_000];
        new Random(7).nextBytes(whole);
        for (int offset : new int[] {1, 65_535, 65_536, 200_001, 299_999, 300_000}) {
            server.then(Reply.of(200, BINARY, whole, "x-ms-meta-hash", HASH.value()));
            into.reset();
            assertThat(rest(offset)).isEqualTo(new Downloaded(whole.length, HASH));
            assertThat(into.toByteArray())
                    .as("from %d on", offset)
                    .isEqualTo(Arrays.copyOfRange(whole, offset, whole.length));
        }
    }

    @Test
    void documentThatHasBecomeSmaller_isRefused() {
        server.then(Reply.of(200, BINARY, "01"));
        failure(KsefTransportException.class, 3);
        assertThat(into.size()).isZero();
    }

    @Test
    void documentThatHasAnotherSizeNow_isToldByItsSize() {
        server.then(part("34567", "bytes 3-7/8"), Reply.of(200, BINARY, "0123456789ab"));
        assertThat(rest(3).sizeBytes()).isEqualTo(8);
        assertThat(rest(3).sizeBytes()).isEqualTo(12);
    }

    @Test
    void partThatIsNotTheOneAskedFor_isRefused() {
        List<String> others = List.of(
                "bytes 0-6/10",
                "bytes 2-8/10",
                "bytes 4-10/11",
                "bytes 3-9/*",
                "bytes */10",
                "bytes 3-9/9",
                "bytes 9-3/10",
                "bytes 3-9/99999999999999999999",
                "bytes -3-9/10",
                "items 3-9/10",
                "3-9/10",
                "");
        for (String other : others) {
            server.then(part("3456789", other));
            failure(KsefTransportException.class, 3);
        }
        server.then(Reply.of(206, "multipart/byteranges; boundary=x", "--x\r\n"));
        failure(KsefTransportException.class, 3);
        assertThat(into.size()).as("nothing was taken").isZero();
        assertThat(server.received()).as("nothing is repeated").hasSize(others.size() + 1);
    }

    @Test
    void partThatIsCompressed_isRefused() {
        Reply compressed = part("3456789", "bytes 3-9/10", "Content-Encoding", "gzip");
        // To an engine that fails to unpack it, no byte has come: that may be repeated.
        server.then(compressed, compressed);
        failure(KsefTransportException.class, 3);
        assertThat(into.size()).isZero();
    }

    @Test
    void partThatNobodyAskedFor_isNoDocument() {
        server.then(part("0123456789", "bytes 0-9/10"));
        assertThat(failure(KsefApiException.class, 0).status()).isEqualTo(206);
        assertThat(into.size()).isZero();
    }

    @Test
    void documentLargerThanItMayBe_isRefusedBeforeItsRestIsRead() {
        server.then(part("3456789", "bytes 3-1000000/1000001"));
        failure(KsefTransportException.class, 3);
        assertThat(into.size()).isZero();
        server.then(Reply.of(200, BINARY, "x".repeat(MOST_BYTES + 1)));
        failure(KsefTransportException.class, 3);
        assertThat(into.size()).isLessThanOrEqualTo(MOST_BYTES - 3);
    }

    @Test
    void partThatIsLongerThanItSays_isNotWrittenBeyondTheDocument() {
        server.then(part("3456789abc", "bytes 3-9/10"));
        failure(KsefTransportException.class, 3);
        assertThat("3456789").startsWith(into.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void partThatEndsBeforeTheDocument_isAFailure_behindWhichTheNextGoesOn() {
        server.then(part("345", "bytes 3-5/10"), part("6789", "bytes 6-9/10"));
        failure(KsefTransportException.class, 3);
        assertThat(into).hasToString("345");
        rest(6);
        assertThat(into).hasToString("3456789");
    }

    @Test
    void downloadThatIsCut_goesOnWhereItWas() {
        byte[] whole = new byte[500_000];
        new Random(8).nextBytes(whole);
        server.then(cut(whole, 200_000, "HTTP/1.1 200 OK"));
        failure(KsefTransportException.class, 0);
        int first = into.size();
        assertThat(into.toByteArray()).isEqualTo(Arrays.copyOf(whole, first));
        assertThat(server.received())
                .as("it is not repeated behind the caller's back")
                .hasSize(1);

        byte[] rest = Arrays.copyOfRange(whole, first, whole.length);
        String range = "Content-Range: bytes " + first + "-499999/500000";
        server.then(cut(rest, 100_000, "HTTP/1.1 206 Partial Content\r\n" + range));
        failure(KsefTransportException.class, first);
        int second = into.size();
        assertThat(into.toByteArray()).isEqualTo(Arrays.copyOf(whole, second));

        server.then(Reply.of(200, BINARY, whole));
        assertThat(rest(second).sizeBytes()).isEqualTo(whole.length);
        assertThat(into.toByteArray()).isEqualTo(whole);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void storageThatSendsAll_andIsCutWithinTheBeginning_isNotRepeated() {
        server.then(cut("0123456789".getBytes(StandardCharsets.US_ASCII), 4, "HTTP/1.1 200 OK"));
        failure(KsefTransportException.class, 8);
        assertThat(into.size()).isZero();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void keptConnectionDropped_beforeTheFirstByte_isRepeatedOnceWithTheSameRange() {
        server.then(Reply.of(200, BINARY, "0123456789"), Reply.drop(), part("3456789", "bytes 3-9/10"));
        rest(0);
        into.reset();
        rest(3);
        assertThat(into).hasToString("3456789");
        assertThat(server.received()).hasSize(3);
        assertThat(server.received().get(2).header("range")).contains("bytes=3-");
    }

    @Test
    void errorOfTheStorage_isToldByItsStatusAndCodeAlone() {
        for (int status : List.of(403, 404, 412, 416, 503)) {
            server.then(Reply.of(
                    status,
                    "application/xml",
                    "<Error><Code>InvalidRange</Code><Message>sec-ret</Message></Error>",
                    "Content-Range",
                    "bytes */2"));
            KsefApiException error = failure(KsefApiException.class, 3);
            assertThat(error.status()).isEqualTo(status);
            assertThat(error).hasMessageContaining("InvalidRange");
        }
        assertThat(into.size()).isZero();
        assertThat(server.received()).hasSize(5);
    }

    @Test
    void pageOfAFirewall_isRefused_whateverItsStatus() {
        server.then(
                Reply.of(206, "text/html; charset=utf-8", "<html>sec-ret</html>", "Content-Range", "bytes 3-22/23"),
                Reply.of(200, "text/html; charset=utf-8", "<html>sec-ret</html>"));
        assertThat(failure(KsefTransportException.class, 3)).hasMessageContaining("text/html");
        assertThat(failure(KsefTransportException.class, 3)).hasMessageContaining("text/html");
        assertThat(into.size()).isZero();
    }

    @Test
    void redirect_isFollowedWithTheRange() {
        server.then(Reply.empty(307, "Location", "/storage/elsewhere" + QUERY), part("3456789", "bytes 3-9/10"));
        rest(3);
        assertThat(into).hasToString("3456789");
        assertThat(server.received().get(1).header("range")).contains("bytes=3-");
    }

    @Test
    void offsetBelowZero_isRefused() {
        assertThatThrownBy(() -> rest(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received()).isEmpty();
    }

    private static Reply part(String content, String range, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Range";
        all[headers.length + 1] = range;
        return Reply.of(206, BINARY, content, all);
    }

    /** Sends the first bytes of a body and ends the connection. */
    private static Reply cut(byte[] body, int length, String head) {
        return out -> {
            out.write((head + "\r\nContent-Type: " + BINARY + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, length);
            out.flush();
            return false;
        };
    }

    private Downloaded rest(long offset) {
        return Objects.requireNonNull(made).download(link(), offset, into, MOST_BYTES, Deadline.NEVER);
    }

    private SignedLink link() {
        return SignedLink.of(server.uri() + "/storage/part-1.aes" + QUERY);
    }

    /** Returns the failure of a download, and checks that it tells nothing of the link. */
    private <E extends KsefException> E failure(Class<E> type, long offset) {
        E failure = catchThrowableOfType(type, () -> rest(offset));
        assertThat(failure).as("a failure of the download").isExactlyInstanceOf(type);
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret", "sig=", "/storage/");
        }
        assertThat(events.all().toString()).doesNotContain("sec-ret", "sig=", "/storage/");
        return failure;
    }
}
