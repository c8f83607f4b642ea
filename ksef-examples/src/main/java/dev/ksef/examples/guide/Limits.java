package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The snippets of "Keep within the limits". */
public final class Limits {

    private Limits() {}

    /** Waits for the limits as long as it takes. */
    public static OnlineSession sendAll(KsefContextClient company, List<byte[]> invoices) {
        // snippet: patient
        KsefContextClient patient = company.within(Duration.ofHours(2));
        OnlineSession session = patient.sessions().openOnline(FormCode.FA_3);
        invoices.forEach(session::send);
        session.close();
        session.awaitProcessed(Duration.ofMinutes(10));
        // end
        return session;
    }

    /** Comes back later where there is no time. */
    public static void sendSoon(OnlineSession session, byte[] invoice, Consumer<Instant> sendAgainAt) {
        // snippet: later
        try {
            session.send(invoice);
        } catch (KsefRateLimitedException limited) {
            sendAgainAt.accept(limited.notBefore().orElseThrow(() -> limited));
        }
        // end
    }

    /** Whether single sends would not be done in time. */
    public static boolean goesAsBatch(KsefContextClient company, int invoices, Instant endOfDay) {
        // snippet: choose
        RateLimits limits = company.rateLimits();
        limits.refresh();
        Instant lastLeaves = limits.whenFor(RateLimitGroup.INVOICE_SEND, invoices);
        boolean asBatch = lastLeaves.isAfter(endOfDay);
        // end
        return asBatch;
    }

    /** A limiter that knows what the process before knew. */
    public static SlidingRateLimiter recalled(Path file) throws IOException {
        // snippet: recall
        SlidingRateLimiter limiter = SlidingRateLimiter.of(Time.system());
        if (Files.exists(file)) {
            limiter.restore(Files.readString(file));
        }
        // end
        return limiter;
    }

    /** Has a client held back by it. */
    public static KsefClient.Builder sharing(KsefClient.Builder settings, SlidingRateLimiter limiter) {
        // snippet: share
        settings.rateLimiter(limiter);
        // end
        return settings;
    }

    /** What the next process has to know. */
    public static void keep(SlidingRateLimiter limiter, Path file) throws IOException {
        // snippet: keep
        Files.writeString(file, limiter.save());
        // end
    }
}
