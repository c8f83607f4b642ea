package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.StreamedAnswer;
import dev.ksef.port.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** Reads the bodies of the storage's answers, within a deadline. */
final class AnswerReader {

    private static final int LONGEST_ERROR_BYTES = 8 * 1024;

    private final ExchangeAttempts attempts;
    private final Deadline deadline;

    AnswerReader(ExchangeAttempts attempts, Deadline deadline) {
        this.attempts = attempts;
        this.deadline = deadline;
    }

    /**
     * Reads what has come, waiting for at least a byte; -1 at the end.
     *
     * @throws SocketTimeoutException if nothing comes in time
     */
    int read(StreamedAnswer answer, byte[] piece) throws IOException {
        long patienceMillis = attempts.patienceMillis(deadline);
        if (patienceMillis == 0) {
            throw new SocketTimeoutException("The deadline came while the body was read");
        }
        return answer.read(piece, patienceMillis);
    }

    /** Reads the beginning of an error into memory. What came before a failure is there all the same. */
    void readError(StreamedAnswer answer, ByteArrayOutputStream error) throws IOException {
        byte[] piece = new byte[LONGEST_ERROR_BYTES];
        for (int length = read(answer, piece);
                length >= 0 && error.size() < LONGEST_ERROR_BYTES;
                length = read(answer, piece)) {
            error.write(piece, 0, length);
        }
    }
}
