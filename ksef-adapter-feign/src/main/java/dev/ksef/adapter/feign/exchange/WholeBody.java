package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import dev.ksef.adapter.feign.http.HttpStatus;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of an answer as it arrives, and ends the exchange once there is too much of it. Of an error the beginning is
 * enough, and what came before the connection broke.
 */
final class WholeBody implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final boolean error;
    private final int mostBytes;
    private int bytes;
    private @Nullable Subscription subscription;

    private WholeBody(boolean error) {
        this.error = error;
        this.mostBytes = error ? BodyInMemory.LARGEST_ERROR_BYTES : BodyInMemory.LARGEST_BYTES;
    }

    static WholeBody of(ResponseInfo head) {
        return new WholeBody(HttpStatus.isError(head.statusCode()));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> arrived) {
        if (whole.isDone()) {
            return;
        }
        for (ByteBuffer piece : arrived) {
            pieces.add(piece);
            bytes += piece.remaining();
            if (bytes > mostBytes) {
                tooMuch();
                return;
            }
        }
    }

    @SuppressWarnings("NullAway") // Nothing arrives before the subscription.
    private void tooMuch() {
        subscription.cancel();
        if (error) {
            onComplete();
        } else {
            whole.completeExceptionally(new OversizedAnswerException(mostBytes));
        }
    }

    @Override
    public void onError(Throwable broken) {
        if (error) {
            onComplete();
        } else {
            whole.completeExceptionally(broken);
        }
    }

    @Override
    public void onComplete() {
        whole.complete(joined());
    }

    private byte[] joined() {
        byte[] joined = new byte[Math.min(bytes, mostBytes)];
        int length = 0;
        for (ByteBuffer piece : pieces) {
            int count = Math.min(piece.remaining(), joined.length - length);
            piece.get(joined, length, count);
            length += count;
        }
        pieces.clear();
        return joined;
    }
}
