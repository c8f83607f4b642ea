package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import dev.ksef.adapter.feign.http.ContentRange;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Response;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a document to a stream of the caller's, up to a limit, without the beginning that the caller has. An answer may have
 * the whole document or its rest.
 */
final class DocumentSink {

    private final OutputStream into;
    private final long offset;
    private final long mostBytes;
    private long limit;
    private long leastBytes;
    private long position;
    private boolean touched;

    /**
     * @param offset how many bytes the caller has
     * @param mostBytes the largest size of the whole document
     */
    DocumentSink(OutputStream into, long offset, long mostBytes) {
        this.into = into;
        this.offset = offset;
        this.mostBytes = mostBytes;
    }

    /** How many bytes the caller has. */
    long offset() {
        return offset;
    }

    /** Whether a byte of the document has come, also one that the caller has. */
    boolean isTouched() {
        return touched;
    }

    /** Tells whether the answer has a document, or the rest of one that was asked for. */
    boolean takes(Response answer) {
        return isSuccess(answer) && !ResponseContent.isHtml(answer);
    }

    /** Tells whether the status is one of success, whatever was sent with it. */
    boolean isSuccess(Response answer) {
        return answer.status() == HttpStatus.OK || (answer.status() == HttpStatus.PARTIAL_CONTENT && offset > 0);
    }

    /**
     * Begins with an answer that it {@link #takes}.
     *
     * @throws KsefTransportException if it does not go on where the caller's beginning ends
     * @throws OversizedAnswerException if it says that the document is larger than the limit allows
     */
    void begin(Response answer) throws OversizedAnswerException {
        if (answer.status() == HttpStatus.OK) {
            goOn(0, 0, mostBytes);
        } else {
            ContentRange range = theRest(answer);
            goOn(offset, range.wholeBytes(), range.wholeBytes());
        }
    }

    private void goOn(long from, long least, long most) {
        position = from;
        leastBytes = least;
        limit = most;
    }

    private ContentRange theRest(Response answer) throws OversizedAnswerException {
        ContentRange range = ContentRange.of(answer)
                .filter(said -> said.first() == offset)
                .orElseThrow(() -> failure("was answered with a part of the document that is not the one asked for"));
        if (range.wholeBytes() > mostBytes) {
            throw new OversizedAnswerException(mostBytes);
        }
        return range;
    }

    /**
     * Writes the beginning of a buffer, without what the caller has of it.
     *
     * @throws OversizedAnswerException if that is more than the limit allows; nothing of the buffer is written then
     * @throws KsefStorageException if the stream of the caller fails
     */
    void write(byte[] buffer, int length) throws OversizedAnswerException {
        touched = true;
        int known = (int) Math.min(length, Math.max(0, offset - position));
        if (length > limit - position) {
            throw new OversizedAnswerException(limit);
        }
        position += length;
        try {
            into.write(buffer, known, length - known);
        } catch (IOException failed) {
            throw new KsefStorageException("The download could not be written to the given stream", failed);
        }
    }

    /**
     * Returns the size of the whole document.
     *
     * @throws KsefTransportException if not all of it has come, or it is smaller than what the caller has
     */
    long end() {
        if (position < leastBytes) {
            throw failure("ended before the document did");
        }
        if (position < offset) {
            throw failure("brought a document that is smaller than what was downloaded of it before: begin anew");
        }
        return position;
    }

    private static KsefTransportException failure(String what) {
        return new KsefTransportException(SignedLinkDownload.NAME + " " + what, Delivery.UNKNOWN, null);
    }
}
