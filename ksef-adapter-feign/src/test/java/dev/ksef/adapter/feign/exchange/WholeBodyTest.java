package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

/** Answers of every size and end, as the JDK's client hands them over. */
class WholeBodyTest {

    private final Link link = new Link();

    /** What arrives of an answer, and what is asked of its sender. */
    private static final class Link implements Subscription {

        private long requested;
        private boolean cancelled;

        @Override
        public void request(long pieces) {
            requested += pieces;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private record Head(int statusCode) implements ResponseInfo {

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private WholeBody begun(int status) {
        WholeBody body = WholeBody.of(new Head(status));
        body.onSubscribe(link);
        return body;
    }

    private static List<ByteBuffer> pieces(byte[]... pieces) {
        return List.of(pieces).stream().map(ByteBuffer::wrap).toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] whole(WholeBody body) {
        CompletableFuture<byte[]> future = body.getBody().toCompletableFuture();
        assertThat(future).as("the answer").isDone();
        return future.join();
    }

    private static Throwable failure(WholeBody body) {
        return catchThrowableOfType(
                        CompletionException.class,
                        () -> body.getBody().toCompletableFuture().join())
                .getCause();
    }

    @Test
    void pieces_areJoinedInTheirOrder_onceTheLastCame() {
        WholeBody body = begun(200);
        body.onNext(pieces(ascii("ab"), ascii(""), ascii("c")));
        body.onNext(pieces(ascii("de")));
        assertThat(body.getBody().toCompletableFuture()).isNotDone();
        body.onComplete();
        assertThat(whole(body)).isEqualTo(ascii("abcde"));
        assertThat(link.requested).as("pieces that it asks for").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void pieceThatIsAPartOfItsBuffer_isTakenAlone() {
        WholeBody body = begun(200);
        body.onNext(List.of(ByteBuffer.wrap(ascii("abcde"), 1, 3)));
        body.onComplete();
        assertThat(whole(body)).isEqualTo(ascii("bcd"));
    }

    @Test
    void nothing_isAnEmptyBody() {
        WholeBody body = begun(204);
        body.onComplete();
        assertThat(whole(body)).isEmpty();
    }

    @Test
    void asManyBytesAsAreAllowed_areTaken_andOneMoreEndsTheExchange() {
        WholeBody full = begun(200);
        full.onNext(pieces(new byte[BodyInMemory.LARGEST_BYTES]));
        full.onComplete();
        assertThat(whole(full)).hasSize(BodyInMemory.LARGEST_BYTES);

        WholeBody tooLarge = begun(200);
        tooLarge.onNext(pieces(new byte[BodyInMemory.LARGEST_BYTES], new byte[1], new byte[1]));
        assertThat(link.cancelled).as("the exchange is ended").isTrue();
        assertThat(failure(tooLarge)).isInstanceOf(OversizedAnswerException.class);
        tooLarge.onNext(pieces(new byte[1]));
        tooLarge.onComplete();
        assertThat(failure(tooLarge)).as("what comes afterwards").isInstanceOf(OversizedAnswerException.class);
    }

    @Test
    void errorThatIsTooLong_isItsBeginning_andEndsTheExchange() {
        byte[] first = new byte[BodyInMemory.LARGEST_ERROR_BYTES];
        first[0] = 'x';
        WholeBody body = begun(500);
        body.onNext(pieces(first, ascii("more")));
        assertThat(link.cancelled).as("the exchange is ended").isTrue();
        assertThat(whole(body)).isEqualTo(first);
    }

    @Test
    void answerThatBreaks_fails_butAnErrorThatBreaksIsWhatCame() {
        var broken = new IOException("reset");
        WholeBody answer = begun(200);
        answer.onNext(pieces(ascii("half")));
        answer.onError(broken);
        assertThat(failure(answer)).isSameAs(broken);

        WholeBody error = begun(503);
        error.onNext(pieces(ascii("half")));
        error.onError(broken);
        assertThat(whole(error)).isEqualTo(ascii("half"));
    }

    @Test
    void secondSubscription_isRefused() {
        WholeBody body = begun(200);
        Link second = new Link();
        body.onSubscribe(second);
        assertThat(second.cancelled).isTrue();
        assertThat(link.cancelled).as("the first goes on").isFalse();
    }
}
