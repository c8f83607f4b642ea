package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits that KSeF has told. Only those that differ from the documented ones are kept, as long as the limiter lives.
 */
final class KnownLimits {

    /** The operations that ask for the limits, and those that sign in for it. */
    private static final Pattern QUESTION = Pattern.compile("GET /rate-limits|(?:GET|POST) /auth/.*");

    private final Map<QuotaKey, RateLimit> told = new ConcurrentHashMap<>();

    RateLimit of(QuotaKey key) {
        QuotaKey limited = key.forLimit();
        RateLimit known = told.get(limited);
        RateLimit documented = DocumentedLimits.of(limited.group());
        if (known == null) {
            return documented;
        }
        return leadsToLimits(key) ? withoutZeros(known, documented) : known;
    }

    /** Whether a zero could not be corrected any more if it were applied to this quota. */
    private static boolean leadsToLimits(QuotaKey key) {
        return key.group() == null
                || key.group() == RateLimitGroup.PUBLIC
                || key.operation() != null && QUESTION.matcher(key.operation()).matches();
    }

    private static RateLimit withoutZeros(RateLimit limit, RateLimit documented) {
        return new RateLimit(
                orElse(limit.perSecond(), documented.perSecond()),
                orElse(limit.perMinute(), documented.perMinute()),
                orElse(limit.perHour(), documented.perHour()));
    }

    private static @Nullable Integer orElse(@Nullable Integer limit, @Nullable Integer documented) {
        return limit != null && limit == 0 ? documented : limit;
    }

    void tell(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {
        for (RateLimitGroup group : RateLimitGroup.values()) {
            QuotaKey key = group == RateLimitGroup.PUBLIC
                    ? QuotaKey.publicCalls(environment)
                    : new QuotaKey(environment, context, group, null);
            tell(key, limitOf(group, limits));
        }
        tell(QuotaKey.allCalls(environment), limits.global());
    }

    private void tell(QuotaKey key, @Nullable RateLimit limit) {
        RateLimit documented = DocumentedLimits.of(key.group());
        told.compute(key, (same, before) -> {
            RateLimit now = completed(limit, before == null ? documented : before);
            return now.equals(documented) ? null : now;
        });
    }

    /** Takes over what an earlier process was told, unless this one was told something itself. */
    void recall(QuotaKey key, RateLimit limit) {
        told.putIfAbsent(key, completed(limit, DocumentedLimits.of(key.group())));
    }

    Map<QuotaKey, RateLimit> told() {
        return Map.copyOf(told);
    }

    private static RateLimit completed(@Nullable RateLimit limit, RateLimit before) {
        return limit == null
                ? before
                : new RateLimit(
                        first(limit.perSecond(), before.perSecond()),
                        first(limit.perMinute(), before.perMinute()),
                        first(limit.perHour(), before.perHour()));
    }

    /** All negative numbers mean the same. */
    private static @Nullable Integer first(@Nullable Integer limit, @Nullable Integer before) {
        return limit == null ? before : Integer.valueOf(Math.max(-1, limit));
    }

    private static @Nullable RateLimit limitOf(RateLimitGroup group, EffectiveApiRateLimits limits) {
        return switch (group) {
            case ONLINE_SESSION -> limits.onlineSession();
            case ONLINE_SESSION_CLOSE -> limits.onlineSessionClose();
            case BATCH_SESSION -> limits.batchSession();
            case BATCH_SESSION_CLOSE -> limits.batchSessionClose();
            case INVOICE_SEND -> limits.invoiceSend();
            case INVOICE_STATUS -> limits.invoiceStatus();
            case SESSION_LIST -> limits.sessionList();
            case SESSION_INVOICE_LIST -> limits.sessionInvoiceList();
            case SESSION_MISC -> limits.sessionMisc();
            case INVOICE_METADATA -> limits.invoiceMetadata();
            case INVOICE_EXPORT -> limits.invoiceExport();
            case INVOICE_EXPORT_STATUS -> limits.invoiceExportStatus();
            case INVOICE_DOWNLOAD -> limits.invoiceDownload();
            case COLLECTIVE_IDENTIFIER -> limits.collectiveIdentifier();
            case OTHER -> limits.other();
            case PUBLIC -> limits.anonymous();
        };
    }
}
