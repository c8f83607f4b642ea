package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a token. When the session is lost, the token is opened again, once for each call: one thread does so, the
 * others wait for the result. Otherwise threads use the token at the same time.
 */
final class TokenConnection {

    /** An operation in the token. It may run twice. */
    @FunctionalInterface
    interface TokenOperation<T> {
        T runIn(LoggedInToken token) throws GeneralSecurityException, IOException;
    }

    private final TokenLogin login;

    /** Guards the fields below. Never held while the device works. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable LoggedInToken current;
    private @Nullable CompletableFuture<LoggedInToken> reopening;
    private boolean closed;

    TokenConnection(TokenLogin login) {
        this.login = login;
        SlotLoginCount.increment(login.slot());
        try {
            this.current = login.open();
        } catch (RuntimeException | Error failure) {
            SlotLoginCount.decrement(login.slot());
            throw failure;
        }
    }

    String name() {
        return login.name();
    }

    /**
     * Runs an operation in the token.
     *
     * @param what the operation does, for the message
     * @throws KsefSigningException if it fails, or the token was closed
     */
    <T> T with(String what, TokenOperation<T> operation) {
        LoggedInToken token = open();
        try {
            return operation.runIn(token);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            Pkcs11Error error = Pkcs11Error.of(failure);
            if (!error.isLost()) {
                throw failed(what, error);
            }
        } catch (KsefSigningException clear) {
            throw orClosed(clear);
        }
        return again(reopened(token), what, operation);
    }

    private <T> T again(LoggedInToken token, String what, TokenOperation<T> operation) {
        try {
            return operation.runIn(token);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            throw failed(what, Pkcs11Error.of(failure));
        } catch (KsefSigningException clear) {
            throw orClosed(clear);
        }
    }

    private LoggedInToken open() {
        LoggedInToken token = current;
        if (token == null) {
            throw closed();
        }
        return token;
    }

    private KsefSigningException closed() {
        return new KsefSigningException("The token " + name() + " was closed: open it again");
    }

    private LoggedInToken reopened(LoggedInToken lost) {
        var mine = new CompletableFuture<LoggedInToken>();
        CompletableFuture<LoggedInToken> flight;
        lock.lock();
        try {
            LoggedInToken token = open();
            if (token != lost) {
                return token;
            }
            flight = reopening == null ? mine : reopening;
            reopening = flight;
        } finally {
            lock.unlock();
        }
        return flight == mine ? reopen(mine) : outcome(flight);
    }

    private LoggedInToken reopen(CompletableFuture<LoggedInToken> flight) {
        try {
            LoggedInToken token = login.open();
            if (!endReopening(token)) {
                logOutIfLast(token);
                throw closed();
            }
            flight.complete(token);
            return token;
        } catch (RuntimeException | Error failure) {
            endReopening(null);
            flight.completeExceptionally(failure);
            throw failure;
        }
    }

    /** Ends the reopening. Returns false if the connection was closed meanwhile. */
    private boolean endReopening(@Nullable LoggedInToken token) {
        lock.lock();
        try {
            reopening = null;
            if (token != null && !closed) {
                current = token;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private LoggedInToken outcome(CompletableFuture<LoggedInToken> flight) {
        try {
            return flight.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefSigningException("Interrupted while the token " + name() + " was being opened again");
        } catch (ExecutionException failure) {
            // Each thread gets an exception of its own with the same message.
            throw new KsefSigningException(
                    failure.getCause() instanceof KsefSigningException told
                            ? String.valueOf(told.getMessage())
                            : "The token " + name() + " could not be opened again");
        }
    }

    private KsefSigningException failed(String what, Pkcs11Error error) {
        return orClosed(
                new KsefSigningException("The token " + name() + " failed to " + what + ": " + error.summary()));
    }

    /** A failure while the connection is being closed is reported as that. */
    private KsefSigningException orClosed(KsefSigningException failure) {
        return current == null ? closed() : failure;
    }

    /** Logs out, unless another connection uses the slot. Operations in the token end or fail. */
    void close() {
        LoggedInToken token;
        lock.lock();
        try {
            token = current;
            current = null;
            closed = true;
        } finally {
            lock.unlock();
        }
        if (token != null && SlotLoginCount.decrement(login.slot())) {
            logOut(token);
        }
    }

    private void logOutIfLast(LoggedInToken token) {
        if (SlotLoginCount.isZero(login.slot())) {
            logOut(token);
        }
    }

    private static void logOut(LoggedInToken token) {
        try {
            token.logout();
        } catch (GeneralSecurityException | ProviderException gone) {
            // A device that is gone has ended the login already.
        }
    }
}
