package dev.ksef.simulator.session;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions of {@code GET /sessions}. Bounds of dates are inclusive. */
record SessionListConditions(boolean online, Predicate<Snapshot> conditions) {

    /** A session as it stands now. */
    record Snapshot(SimulatedSession session, Instant now) {

        String group() {
            ProcessingStatus status = session.status(now);
            if (status.code() < 200) {
                return "InProgress";
            }
            if (status.success()) {
                return "Succeeded";
            }
            return status.code() == SimulatedSession.CANCELLED ? "Cancelled" : "Failed";
        }
    }

    private static final Set<String> TYPES = Set.of("Online", "Batch");
    private static final Set<String> GROUPS = Set.of("InProgress", "Succeeded", "Failed", "Cancelled");

    /**
     * Reads the query.
     *
     * @throws BadRequest 21405 if a value is missing or wrong
     */
    static SessionListConditions of(HttpRequest request) {
        String type = request.query("sessionType").orElse("");
        if (!TYPES.contains(type)) {
            throw BadRequest.invalidInput("'sessionType' must be Online or Batch.");
        }
        List<String> groups = request.queryAll("statuses");
        if (!GROUPS.containsAll(groups)) {
            throw BadRequest.invalidInput("'statuses' has a value which is not supported.");
        }
        String reference = request.query("referenceNumber").orElse(null);
        Range created = Range.of(request, "dateCreated");
        Range closed = Range.of(request, "dateClosed");
        Range modified = Range.of(request, "dateModified");
        return new SessionListConditions(
                type.equals("Online"),
                one -> (groups.isEmpty() || groups.contains(one.group()))
                        && (reference == null
                                || reference.equals(one.session().terms().referenceNumber()))
                        && created.contains(one.session().terms().openedAt())
                        && closed.contains(one.session().closedAt(one.now()).orElse(null))
                        && modified.contains(one.session().updatedAt(one.now())));
    }

    boolean accepts(SimulatedSession session, Instant now) {
        return online == session.online() && conditions.test(new Snapshot(session, now));
    }

    /** A time range. A bound that is null is open. */
    private record Range(@Nullable Instant from, @Nullable Instant to) {

        static Range of(HttpRequest request, String name) {
            return new Range(
                    instant(request, name + "From").orElse(null),
                    instant(request, name + "To").orElse(null));
        }

        boolean contains(@Nullable Instant time) {
            if (time == null) {
                return from == null && to == null;
            }
            return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
        }

        private static Optional<Instant> instant(HttpRequest request, String name) {
            try {
                return request.query(name).map(Range::parse);
            } catch (DateTimeException wrong) {
                throw BadRequest.invalidInput("'" + name + "' is not a date and time.");
            }
        }

        /** Reads a moment. Without an offset it is Polish time. */
        private static Instant parse(String text) {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replace(' ', '+'), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(time).atZone(KsefTimestamps.WARSAW).toInstant();
        }
    }
}
