package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Says by counting, with all that ever left at hand, what a limit allows. */
final class NaiveLimiter {

    private final WindowLengths windows;
    private final List<Long> left = new ArrayList<>();
    private long blockedUntil;

    NaiveLimiter(WindowLengths windows) {
        this.windows = windows;
    }

    void count(long at) {
        left.add(at);
    }

    void block(long until) {
        blockedUntil = Math.max(blockedUntil, until);
    }

    /** The first instant from now on at which the windows that end there have room: now, or when a call leaves one. */
    long earliest(RateLimit limit, long now) {
        long from = Math.max(now, blockedUntil);
        LongStream ends = left.stream()
                .flatMap(at -> lengths().boxed().map(length -> at + length))
                .mapToLong(Long::longValue);
        return LongStream.concat(LongStream.of(from), ends.filter(at -> at > from))
                .sorted()
                .filter(at -> hasRoom(limit, at))
                .findFirst()
                .orElseThrow();
    }

    private LongStream lengths() {
        return LongStream.of(windows.secondMillis(), windows.minuteMillis(), windows.hourMillis());
    }

    private boolean hasRoom(RateLimit limit, long at) {
        return hasRoom(limit.perSecond(), windows.secondMillis(), at)
                && hasRoom(limit.perMinute(), windows.minuteMillis(), at)
                && hasRoom(limit.perHour(), windows.hourMillis(), at);
    }

    private boolean hasRoom(int calls, long window, long at) {
        return calls < 0 || left.stream().filter(each -> each > at - window).count() < calls;
    }

    /** The most calls that any window of a length has held, wherever it begins. */
    static long most(List<Long> left, long window) {
        return left.stream()
                .mapToLong(begin -> left.stream()
                        .filter(at -> at >= begin && at < begin + window)
                        .count())
                .max()
                .orElse(0);
    }
}
