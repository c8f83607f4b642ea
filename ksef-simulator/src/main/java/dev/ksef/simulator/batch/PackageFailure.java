package dev.ksef.simulator.batch;

import dev.ksef.simulator.wire.ProcessingStatus;

/** Thrown if a package as a whole cannot be processed. The status is that of its session. */
final class PackageFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ProcessingStatus status;

    PackageFailure(ProcessingStatus status) {
        super(status.description(), null, false, false);
        this.status = status;
    }

    static PackageFailure elements(String detail) {
        return failure(405, "Błąd weryfikacji poprawności dostarczonych elementów paczki", detail);
    }

    static PackageFailure tooManyInvoices(int limit) {
        return failure(420, "Przekroczony limit faktur w sesji", "Paczka ma więcej faktur niż " + limit + ".");
    }

    static PackageFailure archive(String detail) {
        return failure(430, "Błąd dekompresji pierwotnego archiwum", detail);
    }

    static PackageFailure decryption() {
        return new PackageFailure(ProcessingStatus.of(435, "Błąd odszyfrowania zaszyfrowanych części archiwum"));
    }

    private static PackageFailure failure(int code, String description, String detail) {
        return new PackageFailure(ProcessingStatus.of(code, description, detail));
    }

    ProcessingStatus status() {
        return status;
    }
}
