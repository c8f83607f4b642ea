package dev.ksef.domain.batch;

import dev.ksef.model.FormCode;
import java.nio.file.Path;
import java.util.Objects;

/** How a package is made. Immutable. */
public final class PackageOptions {

    private final FormCode formCode;
    private final boolean offlineMode;
    private final BadInvoices badInvoices;
    private final PackageLimits limits;
    private final Path directory;

    private PackageOptions(
            FormCode formCode, boolean offlineMode, BadInvoices badInvoices, PackageLimits limits, Path directory) {
        this.formCode = Objects.requireNonNull(formCode, "formCode");
        this.offlineMode = offlineMode;
        this.badInvoices = Objects.requireNonNull(badInvoices, "badInvoices");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /**
     * Returns the usual options for invoices of this form: issued online, all of them good, and the encrypted parts below the
     * folder for temporary files.
     */
    public static PackageOptions of(FormCode formCode) {
        return new PackageOptions(
                formCode,
                false,
                BadInvoices.REFUSE_ALL,
                PackageLimits.USUAL,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Returns the same options for invoices that were issued offline: a session has only the ones or the others. */
    public PackageOptions offlineMode(boolean issuedOffline) {
        return new PackageOptions(formCode, issuedOffline, badInvoices, limits, directory);
    }

    /** Returns the same options with another treatment of invoices that KSeF would refuse. */
    public PackageOptions badInvoices(BadInvoices treatment) {
        return new PackageOptions(formCode, offlineMode, treatment, limits, directory);
    }

    /** Returns the same options with other limits. */
    public PackageOptions limits(PackageLimits others) {
        return new PackageOptions(formCode, offlineMode, badInvoices, others, directory);
    }

    /**
     * Returns the same options with another folder for the encrypted parts. It is made if it is missing, and each package has a
     * directory of its own in it that only its owner can read.
     */
    public PackageOptions directory(Path folder) {
        return new PackageOptions(formCode, offlineMode, badInvoices, limits, folder);
    }

    /** Returns the structure of the invoices. */
    public FormCode formCode() {
        return formCode;
    }

    /** Tells whether the invoices were issued offline. */
    public boolean offlineMode() {
        return offlineMode;
    }

    /** Returns what becomes of invoices that KSeF would refuse. */
    public BadInvoices badInvoices() {
        return badInvoices;
    }

    /** Returns how large a package may be. */
    public PackageLimits limits() {
        return limits;
    }

    /** Returns the folder below which the encrypted parts lie. */
    public Path directory() {
        return directory;
    }
}
