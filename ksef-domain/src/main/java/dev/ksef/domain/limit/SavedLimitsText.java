package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text form of {@link SavedLimits}. The first line names format, version and checksum of the rest; each further one is
 * {@code limit} or {@code left}, a key in five words, and numbers:
 *
 * <pre>
 * ksef-rate-limits 1 5d0c7f31
 * limit TEST Nip 5265877635 INVOICE_SEND ~ 100 300 -1
 * left TEST Nip 5265877635 OTHER GET+%2Frate-limits 1795819411000 1795819000123 0 12
 * </pre>
 *
 * The numbers of {@code left} are until when KSeF blocks, when the first call left, and how long after the one before it
 * each further one did. Lines of other kinds and groups that are not known are passed over.
 */
final class SavedLimitsText {

    private static final String FORMAT = "ksef-rate-limits";
    private static final String VERSION = "1";
    private static final String LIMIT = "limit";
    private static final String LEFT = "left";
    private static final String NOTHING = "~";
    private static final int KEY_WORDS = 5;

    private SavedLimitsText() {}

    static String of(SavedLimits state) {
        Stream<String> limits =
                state.told().entrySet().stream().map(told -> line(LIMIT, told.getKey(), numbers(told.getValue())));
        Stream<String> quotas = state.quotas().stream().map(quota -> line(LEFT, quota.key(), numbers(quota)));
        List<String> lines = Stream.concat(limits, quotas).sorted().toList();
        return FORMAT + " " + VERSION + " " + checksum(lines) + "\n"
                + lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is none, of another version, or damaged
     */
    static SavedLimits read(String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        if (head.length != 3 || !head[0].equals(FORMAT)) {
            throw new IllegalArgumentException("This is no saved state of a rate limiter: nothing was restored");
        }
        if (!head[1].equals(VERSION)) {
            throw new IllegalArgumentException(
                    "This state of a rate limiter was saved in a form that is not known here,"
                            + " probably by a later version: nothing was restored");
        }
        List<String> rest = lines.subList(1, lines.size());
        if (!head[2].equals(checksum(rest))) {
            throw damaged();
        }
        try {
            return parse(rest);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException unreadable) {
            throw damaged();
        }
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException("The saved state of the rate limiter is damaged: nothing was restored");
    }

    private static SavedLimits parse(List<String> lines) {
        Map<QuotaKey, RateLimit> told = new HashMap<>();
        List<SavedQuota> quotas = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            if (words.get(0).equals(LIMIT) && isKnown(words)) {
                told.put(key(words), limit(numbersOf(words)));
            } else if (words.get(0).equals(LEFT) && isKnown(words)) {
                quotas.add(quota(key(words), numbersOf(words)));
            }
        }
        return new SavedLimits(told, quotas);
    }

    private static String line(String kind, QuotaKey key, Stream<Long> numbers) {
        ContextIdentifier context = key.context();
        RateLimitGroup group = key.group();
        Stream<String> words = Stream.of(
                kind,
                word(key.environment()),
                word(context == null ? null : context.type().value()),
                word(context == null ? null : context.value()),
                word(group == null ? null : group.name()),
                word(key.operation()));
        return Stream.concat(words, numbers.map(String::valueOf)).collect(Collectors.joining(" "));
    }

    private static Stream<Long> numbers(RateLimit limit) {
        return Stream.of(limit.perSecond(), limit.perMinute(), limit.perHour())
                .map(each -> each == null ? -1L : each.longValue());
    }

    private static Stream<Long> numbers(SavedQuota quota) {
        List<Long> times = quota.leavingTimes();
        Stream.Builder<Long> numbers = Stream.builder();
        numbers.add(quota.blockedUntilMillis());
        for (int i = 0; i < times.size(); i++) {
            numbers.add(i == 0 ? times.get(0) : times.get(i) - times.get(i - 1));
        }
        return numbers.build();
    }

    private static boolean isKnown(List<String> words) {
        String group = words.get(4);
        return group.equals(NOTHING)
                || Arrays.stream(RateLimitGroup.values())
                        .anyMatch(each -> each.name().equals(group));
    }

    private static QuotaKey key(List<String> words) {
        String type = text(words.get(2));
        String value = text(words.get(3));
        String group = text(words.get(4));
        String environment = URLDecoder.decode(words.get(1), StandardCharsets.UTF_8);
        return new QuotaKey(
                environment,
                type == null || value == null ? null : context(ContextIdentifier.Type.named(type), value),
                group == null ? null : RateLimitGroup.valueOf(group),
                text(words.get(KEY_WORDS)));
    }

    /** Returns the context as it was saved; it was checked when it was made. */
    private static ContextIdentifier context(ContextIdentifier.Type type, String value) {
        return switch (type) {
            case NIP -> new Nip(value);
            case INTERNAL_ID -> new InternalId(value);
            case NIP_VAT_UE -> new NipVatUe(value);
            case PEPPOL_ID -> new PeppolId(value);
        };
    }

    private static List<Long> numbersOf(List<String> words) {
        return words.subList(KEY_WORDS + 1, words.size()).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static RateLimit limit(List<Long> numbers) {
        return new RateLimit(
                Math.toIntExact(numbers.get(0)), Math.toIntExact(numbers.get(1)), Math.toIntExact(numbers.get(2)));
    }

    private static SavedQuota quota(QuotaKey key, List<Long> numbers) {
        List<Long> times = new ArrayList<>();
        long at = 0;
        for (long step : numbers.subList(1, numbers.size())) {
            at = Math.addExact(at, step);
            times.add(at);
        }
        return new SavedQuota(key, numbers.get(0), times);
    }

    private static String word(@Nullable String text) {
        return text == null ? NOTHING : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String text(String word) {
        return word.equals(NOTHING) ? null : URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    private static String checksum(List<String> lines) {
        var sum = new CRC32();
        lines.forEach(line -> sum.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(sum.getValue());
    }
}
