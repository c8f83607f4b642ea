package dev.ksef.domain.auth;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * KSeF's time, as far as it is known: the wall clock of this machine, moved by what KSeF showed last, in a challenge or in the
 * {@code Date} of an answer. Tokens, certificates and "today" are judged by it, so that a machine whose clock is wrong neither
 * uses dead tokens nor throws good ones away. It notices when the wall clock jumps, and tells the listener. Safe for many
 * threads.
 */
public final class ServerClock implements InstantSource {

    /** How often the wall clock is compared with the steady one. */
    private static final long LOOK_MILLIS = 500;
    /** The smallest difference that counts as a jump. */
    private static final long JUMP_MILLIS = 1_000;
    /** Longer than a reading of both clocks takes, unless the thread was stopped in between. */
    private static final long READING_MILLIS = 100;
    /** A date has whole seconds, and KSeF's machines need not agree to the second. */
    private static final long DATE_GRAIN_MILLIS = 1_000;

    private static final long DATE_TOLERANCE_MILLIS = 5_000;
    /** A date further away is no clock's. */
    private static final Duration FARTHEST_DATE = Duration.ofDays(366);

    private final Time time;
    private final KsefListener listener;
    private volatile long offsetMillis;
    private volatile long lookedMillis;
    private long aheadMillis;
    private boolean taught;

    /** A clock that shows the local time until KSeF shows its own. */
    public ServerClock(Time time) {
        this(time, new KsefListener() {});
    }

    /**
     * A clock that shows the local time until KSeF shows its own.
     *
     * @param listener told of the jumps of the wall clock
     */
    public ServerClock(Time time, KsefListener listener) {
        this.time = time;
        this.listener = listener;
        this.lookedMillis = time.wallMillis();
        this.aheadMillis = lookedMillis - time.millis();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds since 1970 by KSeF's clock. Allocates nothing. */
    @Override
    public long millis() {
        long wallMillis = time.wallMillis();
        long since = wallMillis - lookedMillis;
        if (since < 0 || since >= LOOK_MILLIS) {
            look();
        }
        return wallMillis + offsetMillis;
    }

    /** By how much KSeF's clock is ahead of the wall clock of this machine; negative where it is behind. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis);
    }

    /** What the wall clock of this machine shows when KSeF's shows the given instant; both in milliseconds since 1970. */
    long wallMillis(long atMillis) {
        return atMillis - offsetMillis;
    }

    /** What the steady clock ({@link Time#millis}) shows when KSeF's shows the given instant, in milliseconds since 1970. */
    long steadyMillis(long atMillis) {
        return atMillis - millis() + time.millis();
    }

    /**
     * Learns from a challenge that has just arrived. When it was asked for does not count: the call may have waited for a
     * rate limit. What is left is the way back, far less than any margin.
     */
    void learn(AuthChallenge challenge) {
        learn(() -> {
            offsetMillis = challenge.timestampMs() - time.wallMillis();
            return true;
        });
    }

    /**
     * Learns from the date of an answer that has just arrived, if it contradicts what is known. A challenge is more exact.
     *
     * @param duration how long the exchange took at most
     */
    void learn(Instant date, Duration duration) {
        learn(() -> learnUnlessKnown(date, duration));
    }

    /** Looks first: a jump that is noticed later would be taken off what has just been learnt. */
    private void learn(BooleanSupplier lesson) {
        Duration jump;
        synchronized (this) {
            jump = jump();
            taught |= lesson.getAsBoolean();
        }
        tell(jump);
    }

    /** Returns whether something was learnt. */
    private boolean learnUnlessKnown(Instant date, Duration duration) {
        long wallMillis = time.wallMillis();
        long shown = wallMillis + offsetMillis;
        long earliest = date.toEpochMilli();
        long latest = earliest + DATE_GRAIN_MILLIS + duration.toMillis();
        boolean fits = shown >= earliest - DATE_TOLERANCE_MILLIS && shown <= latest + DATE_TOLERANCE_MILLIS;
        boolean learns = !fits && Math.abs(earliest - wallMillis) <= FARTHEST_DATE.toMillis();
        if (learns) {
            offsetMillis = earliest + (latest - earliest) / 2 - wallMillis;
        }
        return learns;
    }

    /** Learns from each answer of KSeF that the listener of a client is told of. */
    public KsefListener listener() {
        return new KsefListener() {
            @Override
            public void onAttempt(KsefEvent.Attempt attempt) {
                @Nullable Instant date = attempt.serverDate();
                if (date != null) {
                    learn(date, attempt.duration());
                }
            }
        };
    }

    private void look() {
        tell(jump());
    }

    private void tell(@Nullable Duration jump) {
        if (jump != null) {
            listener.on(new KsefEvent.ClockJumped(jump));
        }
    }

    /** By how much the wall clock has jumped since the last look; null if it has not, or if that cannot be told. */
    private synchronized @Nullable Duration jump() {
        long before = time.millis();
        long wallMillis = time.wallMillis();
        if (time.millis() - before > READING_MILLIS) {
            return null;
        }
        lookedMillis = wallMillis;
        long ahead = wallMillis - before;
        long by = ahead - aheadMillis;
        aheadMillis = ahead;
        if (Math.abs(by) < JUMP_MILLIS) {
            return null;
        }
        if (taught && isSet(by)) {
            offsetMillis -= by;
        }
        return Duration.ofMillis(by);
    }

    /**
     * Whether somebody set the wall clock, so that KSeF's time has not moved: a machine that sleeps never goes back, and a clock is
     * mostly set to what is right.
     */
    private boolean isSet(long byMillis) {
        return byMillis < 0 || Math.abs(offsetMillis - byMillis) < Math.abs(offsetMillis);
    }
}
