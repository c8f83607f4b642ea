package dev.ksef.cli.profile;

import dev.ksef.domain.limit.SlidingRateLimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers the calls of a run for the next one: KSeF counts them for an hour. */
public final class CountedCalls implements AutoCloseable {

    private final Path file;
    private final SlidingRateLimiter limiter;

    public CountedCalls(Path file, SlidingRateLimiter limiter) {
        this.file = file;
        this.limiter = limiter;
        try {
            if (Files.exists(file)) {
                limiter.restore(Files.readString(file));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // KSeF tells soon enough how much is left.
        }
    }

    @Override
    public void close() throws IOException {
        PrivateFile.replace(file, limiter.save().getBytes(StandardCharsets.UTF_8));
    }
}
