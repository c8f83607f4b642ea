package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.operation.RateLimitGroup;
import org.jspecify.annotations.Nullable;

/** The limits of the documents, which apply until KSeF tells others. Source: {@code GET /rate-limits} of API 2.8. */
final class DocumentedLimits {

    private DocumentedLimits() {}

    /** Returns the limit of a group; null stands for all groups together. */
    static RateLimit of(@Nullable RateLimitGroup group) {
        if (group == null) {
            return RateLimit.UNLIMITED;
        }
        return switch (group) {
            case ONLINE_SESSION, OTHER -> new RateLimit(10, 30, 120);
            case ONLINE_SESSION_CLOSE -> new RateLimit(20, 60, 240);
            case BATCH_SESSION -> new RateLimit(10, 20, 60);
            case BATCH_SESSION_CLOSE -> new RateLimit(20, 40, 120);
            case INVOICE_SEND -> new RateLimit(10, 30, 180);
            case INVOICE_STATUS -> new RateLimit(30, 120, 1200);
            case SESSION_LIST -> new RateLimit(5, 10, 60);
            case SESSION_INVOICE_LIST -> new RateLimit(10, 20, 200);
            case SESSION_MISC -> new RateLimit(10, 120, 1200);
            case INVOICE_METADATA, INVOICE_EXPORT -> new RateLimit(8, 16, 20);
            case INVOICE_EXPORT_STATUS -> new RateLimit(10, 60, 600);
            case INVOICE_DOWNLOAD -> new RateLimit(8, 16, 64);
            case COLLECTIVE_IDENTIFIER -> new RateLimit(20, 120, 240);
            case PUBLIC -> new RateLimit(60, -1, -1);
        };
    }
}
