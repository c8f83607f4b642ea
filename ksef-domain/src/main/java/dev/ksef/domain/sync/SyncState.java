package dev.ksef.domain.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.journal.JournalRecord;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the records of one chain come to. Not safe for several threads. */
final class SyncState {

    /** Stands for the date of an invoice of which KSeF tells none: it is remembered as long as others of its time. */
    private static final String SEPARATOR = "@";

    private static final int NUMBERS_IN_A_RECORD = 500;

    private @Nullable Instant mark;
    private Instant remembered = Instant.MIN;
    private @Nullable ReferenceNumber export;
    private @Nullable Instant exportTo;
    private @Nullable Instant exportAt;
    private final Map<KsefNumber, Instant> taken = new HashMap<>();
    private final Set<KsefNumber> offered = new HashSet<>();
    private int runsSinceAudit;

    static SyncState of(List<JournalRecord> records) {
        var state = new SyncState();
        records.forEach(state::take);
        state.forget();
        return state;
    }

    /** Takes a record into account. Those of later versions are passed over. */
    void take(JournalRecord record) {
        Map<String, String> values = record.values();
        switch (record.type()) {
            case SyncWords.MARK -> {
                mark = instant(values, SyncWords.AT);
                Instant from = instant(values, SyncWords.FROM);
                remembered = from == null ? remembered : rememberedFrom(from);
            }
            case SyncWords.EXPORT -> {
                export = new ReferenceNumber(values.getOrDefault(SyncWords.REFERENCE, "?"));
                exportTo = instant(values, SyncWords.TO);
                exportAt = record.at();
            }
            case SyncWords.EXPORT_OVER -> {
                export = null;
                exportTo = null;
                exportAt = null;
            }
            case SyncWords.OFFERED -> numbers(values).keySet().forEach(offered::add);
            case SyncWords.TAKEN ->
                numbers(values).forEach((number, at) -> {
                    taken.put(number, at == null ? record.at() : at);
                    offered.remove(number);
                });
            case SyncWords.RUN -> runsSinceAudit += Integer.parseInt(values.getOrDefault(SyncWords.COUNT, "1"));
            case SyncWords.AUDITED -> runsSinceAudit = 0;
            default -> {}
        }
    }

    /** Returns up to where all was handed out; null before the first time. */
    @Nullable
    Instant mark() {
        return mark;
    }

    /** Returns an export that an earlier run started, and did not finish; null if there is none. */
    @Nullable
    ReferenceNumber export() {
        return export;
    }

    /** Returns where the range of that export ends; null if it had no end. */
    @Nullable
    Instant exportTo() {
        return exportTo;
    }

    /** Returns when that export was started; null if there is none. */
    @Nullable
    Instant exportAt() {
        return exportAt;
    }

    boolean isTaken(KsefNumber number) {
        return taken.containsKey(number);
    }

    /** Tells whether an earlier run was about to hand it out, and did not note that it was taken. */
    boolean isOffered(KsefNumber number) {
        return offered.contains(number);
    }

    /** Returns the remembered numbers of what was stored permanently between these moments. */
    Set<KsefNumber> takenBetween(Instant from, Instant to) {
        Set<KsefNumber> between = new HashSet<>();
        taken.forEach((number, at) -> {
            if (!at.isBefore(from) && !at.isAfter(to)) {
                between.add(number);
            }
        });
        return between;
    }

    int runsSinceAudit() {
        return runsSinceAudit;
    }

    /** Returns how many numbers it remembers. */
    int size() {
        return taken.size();
    }

    /** Returns from when on numbers are remembered if those before this moment are forgotten: some may be forgotten already. */
    Instant rememberedFrom(Instant moment) {
        return moment.isAfter(remembered) ? moment : remembered;
    }

    /** Forgets what the last mark said. */
    void forget() {
        taken.values().removeIf(at -> at.isBefore(remembered));
    }

    /** Returns the fewest records that come to the same. */
    List<JournalRecord> records(Instant now) {
        List<JournalRecord> all = new ArrayList<>();
        if (mark != null) {
            all.add(new JournalRecord(now, SyncWords.MARK, markValues(mark, remembered)));
        }
        if (export != null) {
            all.add(new JournalRecord(
                    exportAt == null ? now : exportAt, SyncWords.EXPORT, exportValues(export, exportTo)));
        }
        Map<KsefNumber, Instant> some = new LinkedHashMap<>();
        taken.forEach((number, at) -> {
            some.put(number, at);
            if (some.size() == NUMBERS_IN_A_RECORD) {
                all.add(new JournalRecord(now, SyncWords.TAKEN, numbersValue(some)));
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            all.add(new JournalRecord(now, SyncWords.TAKEN, numbersValue(some)));
        }
        if (!offered.isEmpty()) {
            Map<KsefNumber, Instant> open = new LinkedHashMap<>();
            offered.forEach(number -> open.put(number, null));
            all.add(new JournalRecord(now, SyncWords.OFFERED, numbersValue(open)));
        }
        if (runsSinceAudit > 0) {
            all.add(new JournalRecord(now, SyncWords.RUN, Map.of(SyncWords.COUNT, String.valueOf(runsSinceAudit))));
        }
        return all;
    }

    static Map<String, String> markValues(Instant mark, Instant remembered) {
        return Map.of(SyncWords.AT, mark.toString(), SyncWords.FROM, remembered.toString());
    }

    static Map<String, String> exportValues(ReferenceNumber export, @Nullable Instant to) {
        return to == null
                ? Map.of(SyncWords.REFERENCE, export.value())
                : Map.of(SyncWords.REFERENCE, export.value(), SyncWords.TO, to.toString());
    }

    /** Returns numbers with their dates as one value; null stands for no date. Whatever KSeF calls a number can be read again. */
    static Map<String, String> numbersValue(Map<KsefNumber, ? extends @Nullable Instant> numbers) {
        var text = new StringBuilder();
        numbers.forEach((number, at) -> {
            text.append(text.isEmpty() ? "" : " ").append(URLEncoder.encode(number.value(), UTF_8));
            if (at != null) {
                text.append(SEPARATOR).append(moment(at));
            }
        });
        return Map.of(SyncWords.NUMBERS, text.toString());
    }

    private static Map<KsefNumber, @Nullable Instant> numbers(Map<String, String> values) {
        Map<KsefNumber, @Nullable Instant> numbers = new LinkedHashMap<>();
        for (String one : values.getOrDefault(SyncWords.NUMBERS, "").split(" ", -1)) {
            if (!one.isEmpty()) {
                int end = one.indexOf(SEPARATOR);
                numbers.put(
                        new KsefNumber(URLDecoder.decode(end < 0 ? one : one.substring(0, end), UTF_8)),
                        end < 0 ? null : moment(one.substring(end + 1)));
            }
        }
        return numbers;
    }

    /** Seconds since 1970, and nanoseconds if there are any: all remembered dates are read again by each run. */
    private static String moment(Instant at) {
        return at.getNano() == 0 ? String.valueOf(at.getEpochSecond()) : at.getEpochSecond() + ":" + at.getNano();
    }

    private static Instant moment(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : Instant.ofEpochSecond(
                        Long.parseLong(text, 0, colon, 10), Long.parseLong(text, colon + 1, text.length(), 10));
    }

    private static @Nullable Instant instant(Map<String, String> values, String name) {
        String text = values.get(name);
        return text == null ? null : Instant.parse(text);
    }
}
