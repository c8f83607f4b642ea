package dev.ksef.adapter.compress;

import java.io.IOException;

/** What is wrong with an archive, in words that quote nothing of it but names. */
final class BrokenArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenArchiveException(String message) {
        super(message);
    }
}
