package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.TextValue;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects the sessions to list.
 *
 * @param sessionType the only condition that KSeF requires
 * @param pageSize 10 to 1000; KSeF's default is 10
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

    /** Returns the filter for all sessions of a type. */
    public static SessionFilter of(SessionType sessionType) {
        return builder(sessionType).build();
    }

    /** Starts a filter for sessions of a type. Without further conditions it selects all of them. */
    public static Builder builder(SessionType sessionType) {
        return new Builder(sessionType);
    }

    /** The statuses that the list of sessions distinguishes. */
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

    /** Collects the parts of a filter. */
    public static final class Builder {

        private final SessionType sessionType;
        private @Nullable Integer pageSize;
        private @Nullable ReferenceNumber referenceNumber;
        private @Nullable OffsetDateTime dateCreatedFrom;
        private @Nullable OffsetDateTime dateCreatedTo;
        private @Nullable OffsetDateTime dateClosedFrom;
        private @Nullable OffsetDateTime dateClosedTo;
        private @Nullable OffsetDateTime dateModifiedFrom;
        private @Nullable OffsetDateTime dateModifiedTo;
        private List<Status> statuses = List.of();

        private Builder(SessionType sessionType) {
            this.sessionType = sessionType;
        }

        /** Asks for pages of this size: 10 to 1000. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /** Keeps the session with this number only. */
        public Builder referenceNumber(ReferenceNumber referenceNumber) {
            this.referenceNumber = referenceNumber;
            return this;
        }

        /** Keeps sessions that were opened at this moment or later. */
        public Builder dateCreatedFrom(OffsetDateTime dateCreatedFrom) {
            this.dateCreatedFrom = dateCreatedFrom;
            return this;
        }

        /** Keeps sessions that were opened at this moment or earlier. */
        public Builder dateCreatedTo(OffsetDateTime dateCreatedTo) {
            this.dateCreatedTo = dateCreatedTo;
            return this;
        }

        /** Keeps sessions that were closed at this moment or later. */
        public Builder dateClosedFrom(OffsetDateTime dateClosedFrom) {
            this.dateClosedFrom = dateClosedFrom;
            return this;
        }

        /** Keeps sessions that were closed at this moment or earlier. */
        public Builder dateClosedTo(OffsetDateTime dateClosedTo) {
            this.dateClosedTo = dateClosedTo;
            return this;
        }

        /** Keeps sessions that changed at this moment or later. */
        public Builder dateModifiedFrom(OffsetDateTime dateModifiedFrom) {
            this.dateModifiedFrom = dateModifiedFrom;
            return this;
        }

        /** Keeps sessions whose latest change was at this moment or earlier. */
        public Builder dateModifiedTo(OffsetDateTime dateModifiedTo) {
            this.dateModifiedTo = dateModifiedTo;
            return this;
        }

        /** Keeps sessions with any of these statuses. */
        public Builder statuses(Status... statuses) {
            this.statuses = List.of(statuses);
            return this;
        }

        /** Makes the filter. */
        public SessionFilter build() {
            return new SessionFilter(
                    sessionType,
                    pageSize,
                    referenceNumber,
                    dateCreatedFrom,
                    dateCreatedTo,
                    dateClosedFrom,
                    dateClosedTo,
                    dateModifiedFrom,
                    dateModifiedTo,
                    statuses);
        }
    }
}
