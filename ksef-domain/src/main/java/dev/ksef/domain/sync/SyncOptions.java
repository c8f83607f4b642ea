package dev.ksef.domain.sync;

import dev.ksef.domain.export.ExportOptions;
import dev.ksef.model.invoice.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a synchronisation fetches, and how. Immutable. */
public final class SyncOptions {

    private static final ZoneId POLISH_TIME = ZoneId.of("Europe/Warsaw");
    private static final Duration REMEMBER = Duration.ofDays(100);
    private static final Duration AUDITED = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Instant from;
    private final Set<SubjectType> subjectTypes;
    private final SyncWay way;
    private final ExportOptions export;
    private final Duration patience;
    private final Duration remember;
    private final int auditEvery;
    private final Duration audited;

    private SyncOptions(
            Instant from,
            Set<SubjectType> subjectTypes,
            SyncWay way,
            ExportOptions export,
            Duration patience,
            Duration remember,
            int auditEvery,
            Duration audited) {
        this.from = Objects.requireNonNull(from, "from");
        this.subjectTypes = subjectTypes;
        this.way = Objects.requireNonNull(way, "way");
        this.export = Objects.requireNonNull(export, "export");
        this.patience = positive(patience);
        this.remember = countable(remember);
        this.auditEvery = auditEvery;
        this.audited = countable(audited);
    }

    private static Duration positive(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("A time must be positive, not " + duration);
        }
        return duration;
    }

    /** It is counted back from a date. */
    private static Duration countable(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A hundred years are the longest time, not " + duration);
        }
        return positive(duration);
    }

    /**
     * Returns the usual options: all four parts that a taxpayer can have on an invoice, by whichever way suits, two hours for one
     * run, and no audit unless asked for.
     *
     * @param start what was stored permanently from this moment on is fetched the first time; later it has no effect
     */
    public static SyncOptions from(Instant start) {
        return new SyncOptions(
                start,
                EnumSet.allOf(SubjectType.class),
                SyncWay.WHICHEVER_SUITS,
                ExportOptions.USUAL,
                PATIENCE,
                REMEMBER,
                0,
                AUDITED);
    }

    /** Returns the usual options from the beginning of a day in Poland on, as {@link #from(Instant)}. */
    public static SyncOptions from(LocalDate day) {
        return from(day.atStartOfDay(POLISH_TIME).toInstant());
    }

    /**
     * Returns the same options for invoices on which the taxpayer has these parts.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SyncOptions subjects(SubjectType... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("Name the parts that the taxpayer has on the invoices");
        }
        return new SyncOptions(
                from, EnumSet.copyOf(List.of(parts)), way, export, patience, remember, auditEvery, audited);
    }

    /** Returns the same options with another way to fetch invoices. */
    public SyncOptions way(SyncWay other) {
        return new SyncOptions(from, subjectTypes, other, export, patience, remember, auditEvery, audited);
    }

    /**
     * Returns the same options with other options for exports.
     *
     * @throws IllegalArgumentException if these ask for metadata only
     */
    public SyncOptions exports(ExportOptions other) {
        if (other.isOnlyMetadata()) {
            throw new IllegalArgumentException("A synchronisation hands out invoices: leave onlyMetadata() out");
        }
        return new SyncOptions(from, subjectTypes, way, other, patience, remember, auditEvery, audited);
    }

    /**
     * Returns the same options with another time for one run: what is not done by then is done by the next one.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SyncOptions patience(Duration longest) {
        return new SyncOptions(from, subjectTypes, way, export, longest, remember, auditEvery, audited);
    }

    /**
     * Returns the same options with another time for which the numbers of invoices are remembered; 100 days unless said otherwise.
     * An audit cannot reach back further.
     *
     * @throws IllegalArgumentException if it is not positive, or longer than a hundred years
     */
    public SyncOptions remember(Duration longest) {
        return new SyncOptions(from, subjectTypes, way, export, patience, longest, auditEvery, audited);
    }

    /**
     * Returns the same options with an audit after every so many runs.
     *
     * @param runs at least 1
     * @param reach how far back from the mark it reads again
     * @throws IllegalArgumentException if fewer than 1 run is given, or the reach is not positive, or longer than a hundred years
     */
    public SyncOptions auditEvery(int runs, Duration reach) {
        if (runs < 1) {
            throw new IllegalArgumentException("An audit follows every run, or every so many, not " + runs);
        }
        return new SyncOptions(from, subjectTypes, way, export, patience, remember, runs, reach);
    }

    /** Returns from when on invoices are fetched the first time. */
    public Instant from() {
        return from;
    }

    /** Returns the parts that the taxpayer has on the invoices. */
    public Set<SubjectType> subjectTypes() {
        return Set.copyOf(subjectTypes);
    }

    /** Returns how invoices are fetched. */
    public SyncWay way() {
        return way;
    }

    /** Returns how exports are made. */
    public ExportOptions exports() {
        return export;
    }

    /** Returns how long one run may take. */
    public Duration patience() {
        return patience;
    }

    /** Returns for how long the numbers of invoices are remembered. */
    public Duration remember() {
        return remember;
    }

    /** Returns after how many runs an audit follows; 0 for none. */
    public int auditEvery() {
        return auditEvery;
    }

    /** Returns how far back an audit reads. */
    public Duration audited() {
        return audited;
    }
}
