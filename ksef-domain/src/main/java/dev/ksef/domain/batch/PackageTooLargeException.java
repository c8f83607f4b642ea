package dev.ksef.domain.batch;

import java.io.IOException;

/** Thrown if an archive does not fit into the parts of a package. */
final class PackageTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    PackageTooLargeException(String message) {
        super(message);
    }
}
