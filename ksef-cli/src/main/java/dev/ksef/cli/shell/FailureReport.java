package dev.ksef.cli.shell;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefUnauthorizedException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a failure means for whoever ran the program: an exit code, and one line with what to do.
 *
 * @param line without line breaks
 */
public record FailureReport(ExitCode code, String line) {

    /** @param messages know whether a sign-in failed, which decides what KSeF refused */
    public static FailureReport of(RuntimeException failure, Words words, Messages messages) {
        if (failure instanceof Failure told) {
            return new FailureReport(told.code(), Text.oneLine(told.getMessage()));
        }
        ExitCode own = code(failure);
        ExitCode code = own == ExitCode.REFUSED && messages.signInFailed() ? ExitCode.SIGN_IN : own;
        String advice = words.get("advice." + code);
        String message = code == ExitCode.DEFECT ? failure.getClass().getSimpleName() : message(failure);
        return new FailureReport(code, Text.oneLine(advice.isEmpty() ? message : message + ". " + advice));
    }

    private static ExitCode code(RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof KsefRenewalException && failure.getCause() instanceof RuntimeException why) {
            return code(why);
        }
        if (failure instanceof KsefUnauthorizedException
                || failure instanceof KsefForbiddenException
                || failure instanceof KsefSigningException) {
            return ExitCode.SIGN_IN;
        }
        if (failure instanceof KsefRateLimitedException) {
            return ExitCode.LIMITS;
        }
        if (failure instanceof KsefTransportException) {
            return ExitCode.NETWORK;
        }
        if (failure instanceof KsefDeadlineException) {
            return ExitCode.UNFINISHED;
        }
        if (failure instanceof KsefStorageException
                || failure instanceof KsefCryptoException
                || failure instanceof UncheckedIOException) {
            return ExitCode.FILES;
        }
        if (failure instanceof KsefApiException api && api.status() >= 500) {
            return ExitCode.NETWORK;
        }
        if (failure instanceof KsefException) {
            return ExitCode.REFUSED;
        }
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.DEFECT;
    }

    private static String message(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        // What the system says of a file stands in the cause.
        if (failure.getCause() instanceof IOException cause && cause.getMessage() != null) {
            String why = cause.getClass().getSimpleName() + ": " + cause.getMessage();
            return message.contains(cause.getMessage()) ? message : message + " (" + why + ")";
        }
        return message;
    }
}
