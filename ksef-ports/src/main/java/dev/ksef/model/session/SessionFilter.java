package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.TextValue;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list.
 *
 * @param sessionType the one condition that KSeF insists on
 * @param pageSize 10 to 1000; KSeF takes 10 by itself
 * @param statuses any of them; empty means all
 */
public record SessionFilter(
        SessionType sessionType,
        @Nullable Integer pageSize,
        @Nullable ReferenceNumber referenceNumber,
        @Nullable OffsetDateTime dateCreatedFrom,
        @Nullable OffsetDateTime dateCreatedTo,
        @Nullable OffsetDateTime dateClosedFrom,
        @Nullable OffsetDateTime dateClosedTo,
        @Nullable OffsetDateTime dateModifiedFrom,
        @Nullable OffsetDateTime dateModifiedTo,
        List<Status> statuses) {

    public SessionFilter {
        Objects.requireNonNull(sessionType, "sessionType");
        statuses = ReceivedCollections.list(statuses);
    }

    /** All sessions of a type. */
    public static SessionFilter of(SessionType sessionType) {
        return new SessionFilter(sessionType, null, null, null, null, null, null, null, null, List.of());
    }

    /** What KSeF tells apart in a list. */
    public enum Status implements TextValue {
        IN_PROGRESS("InProgress"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed"),
        CANCELLED("Cancelled");

        private final String value;

        Status(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
