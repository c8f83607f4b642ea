package dev.ksef.domain.submission;

import dev.ksef.domain.batch.BadInvoices;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.session.BatchSession;
import dev.ksef.port.event.KsefEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a submission is made. Immutable. */
public final class SubmissionOptions {

    /** Issued online, all of them good, by the way that fits, for up to an hour. */
    public static final SubmissionOptions USUAL = builder().build();

    private final boolean offlineMode;
    private final BadInvoices badInvoices;
    private final Way way;
    private final Duration longestOnline;
    private final Duration patience;
    private final int repeats;
    private final PackageLimits limits;
    private final Path workDirectory;
    private final int uploadsAtATime;
    private final @Nullable Path archive;
    private final @Nullable Consumer<KsefEvent.Progress> progress;

    private SubmissionOptions(Builder settings) {
        offlineMode = settings.offlineMode;
        badInvoices = settings.badInvoices;
        way = settings.way;
        longestOnline = settings.longestOnline;
        patience = settings.patience;
        repeats = settings.repeats;
        limits = settings.limits;
        workDirectory = settings.workDirectory;
        uploadsAtATime = settings.uploadsAtATime;
        archive = settings.archive;
        progress = settings.progress;
    }

    /** Starts options with the usual settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** By which kind of session invoices go. */
    public enum Way {
        /** As fits their number, their size, and what KSeF takes where. */
        AUTOMATIC,
        /** One by one, but for those with attachments, which KSeF takes in packages only. */
        ONLINE,
        /** In packages, but for those that KSeF takes one by one only: PEF and technical corrections. */
        BATCH
    }

    /** Tells whether the invoices were issued offline. */
    public boolean offlineMode() {
        return offlineMode;
    }

    /** Returns what becomes of invoices that KSeF would refuse. */
    public BadInvoices badInvoices() {
        return badInvoices;
    }

    /** Returns by which kind of session they go. */
    public Way way() {
        return way;
    }

    /** Returns how long sending one by one may take by KSeF's limits, before a package is made instead. */
    public Duration longestOnline() {
        return longestOnline;
    }

    /** Returns how long to work on it. What is not done by then is done by the next call. */
    public Duration patience() {
        return patience;
    }

    /** Returns how often an invoice is sent again that KSeF could not decrypt (435) or cancelled (550). */
    public int repeats() {
        return repeats;
    }

    /** Returns how large a package may be. */
    public PackageLimits limits() {
        return limits;
    }

    /** Returns the folder in which encrypted parts lie until they are sent. */
    public Path workDirectory() {
        return workDirectory;
    }

    /** Returns how many parts are uploaded at a time. */
    public int uploadsAtATime() {
        return uploadsAtATime;
    }

    /** Returns the folder in which each accepted invoice and its UPO are stored. */
    public Optional<Path> archive() {
        return Optional.ofNullable(archive);
    }

    /** Returns who is told how far it is. */
    public Optional<Consumer<KsefEvent.Progress>> progress() {
        return Optional.ofNullable(progress);
    }

    /** Collects the settings of a submission. */
    public static final class Builder {

        private boolean offlineMode;
        private BadInvoices badInvoices = BadInvoices.REFUSE_ALL;
        private Way way = Way.AUTOMATIC;
        private Duration longestOnline = Duration.ofSeconds(30);
        private Duration patience = Duration.ofHours(1);
        private int repeats = 1;
        private PackageLimits limits = PackageLimits.USUAL;
        private Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        private int uploadsAtATime = BatchSession.UPLOADS_AT_A_TIME;
        private @Nullable Path archive;
        private @Nullable Consumer<KsefEvent.Progress> progress;

        private Builder() {}

        /** Says whether all the invoices were issued offline; false by default. */
        public Builder offlineMode(boolean issuedOffline) {
            this.offlineMode = issuedOffline;
            return this;
        }

        /** Sets what becomes of invoices that KSeF would refuse. By default nothing is sent then. */
        public Builder badInvoices(BadInvoices treatment) {
            this.badInvoices = Objects.requireNonNull(treatment, "treatment");
            return this;
        }

        /** Sets by which kind of session they go; as fits by default. */
        public Builder way(Way way) {
            this.way = Objects.requireNonNull(way, "way");
            return this;
        }

        /**
         * Sets how long sending one by one may take by KSeF's limits, before a package is made instead; 30 s by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder longestOnline(Duration longest) {
            if (longest.isNegative()) {
                throw new IllegalArgumentException("A time cannot be negative: " + longest);
            }
            this.longestOnline = longest;
            return this;
        }

        /**
         * Sets how long to work on it; an hour by default. What is not done by then is done by the next call.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder patience(Duration patience) {
            if (patience.isNegative() || patience.isZero()) {
                throw new IllegalArgumentException("The patience must be positive, not " + patience);
            }
            this.patience = patience;
            return this;
        }

        /**
         * Sets how often an invoice is sent again that KSeF could not decrypt (435) or cancelled (550); once by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder repeats(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("Invoices can be repeated 0 times or more, not " + most);
            }
            this.repeats = most;
            return this;
        }

        /** Sets how large a package may be; with room to spare by default. */
        public Builder limits(PackageLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Sets the folder in which encrypted parts lie until they are sent; by default that for temporary files. */
        public Builder workDirectory(Path folder) {
            this.workDirectory = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Sets how many parts are uploaded at a time; four by default.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder uploadsAtATime(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("At least one part must be uploaded at a time, not " + most);
            }
            this.uploadsAtATime = most;
            return this;
        }

        /**
         * Sets the folder in which each accepted invoice is stored under its KSeF number, beside its UPO. It is made if it is
         * missing; none by default.
         */
        public Builder archive(Path folder) {
            this.archive = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Sets who is told how far this submission is, beside the client's listener; nobody by default. It is called on the
         * threads that do the work, and should be quick. What it throws is ignored.
         */
        public Builder onProgress(Consumer<KsefEvent.Progress> told) {
            this.progress = Objects.requireNonNull(told, "told");
            return this;
        }

        /** Makes the options. */
        public SubmissionOptions build() {
            return new SubmissionOptions(this);
        }
    }
}
