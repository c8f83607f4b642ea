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
 * A token that is opened again when its session is lost: once for each call, by one thread while the others wait for what
 * becomes of it. What threads do in the device they do at the same time.
 */
final class Device {

    /** Something that is done in the device. May be done twice. */
    @FunctionalInterface
    interface Work<T> {
        T in(OpenDevice device) throws GeneralSecurityException, IOException;
    }

    private final Opening opening;

    /** Held for the fields below, never while the device works. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable OpenDevice current;
    private @Nullable CompletableFuture<OpenDevice> reopening;
    private boolean closed;

    Device(Opening opening) {
        this.opening = opening;
        Holders.enter(opening.slot());
        try {
            this.current = opening.open();
        } catch (RuntimeException | Error failure) {
            Holders.leave(opening.slot());
            throw failure;
        }
    }

    String name() {
        return opening.name();
    }

    /**
     * Does something in the device.
     *
     * @param what is being done, for the message
     * @throws KsefSigningException if it fails, or the token was closed
     */
    <T> T with(String what, Work<T> work) {
        OpenDevice device = open();
        try {
            return work.in(device);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            DeviceError error = DeviceError.of(failure);
            if (!error.isLost()) {
                throw failed(what, error);
            }
        } catch (KsefSigningException clear) {
            throw told(clear);
        }
        return again(reopened(device), what, work);
    }

    private <T> T again(OpenDevice device, String what, Work<T> work) {
        try {
            return work.in(device);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            throw failed(what, DeviceError.of(failure));
        } catch (KsefSigningException clear) {
            throw told(clear);
        }
    }

    private OpenDevice open() {
        OpenDevice device = current;
        if (device == null) {
            throw closed();
        }
        return device;
    }

    private KsefSigningException closed() {
        return new KsefSigningException("The token " + name() + " was closed: open it again");
    }

    private OpenDevice reopened(OpenDevice lost) {
        var mine = new CompletableFuture<OpenDevice>();
        CompletableFuture<OpenDevice> flight;
        lock.lock();
        try {
            OpenDevice device = open();
            if (device != lost) {
                return device;
            }
            flight = reopening == null ? mine : reopening;
            reopening = flight;
        } finally {
            lock.unlock();
        }
        return flight == mine ? reopen(mine) : outcome(flight);
    }

    private OpenDevice reopen(CompletableFuture<OpenDevice> flight) {
        try {
            OpenDevice device = opening.open();
            if (!landed(device)) {
                leftOpen(device);
                throw closed();
            }
            flight.complete(device);
            return device;
        } catch (RuntimeException | Error failure) {
            landed(null);
            flight.completeExceptionally(failure);
            throw failure;
        }
    }

    /** False if the token was closed meanwhile. */
    private boolean landed(@Nullable OpenDevice device) {
        lock.lock();
        try {
            reopening = null;
            if (device != null && !closed) {
                current = device;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private OpenDevice outcome(CompletableFuture<OpenDevice> flight) {
        try {
            return flight.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefSigningException("Interrupted while the token " + name() + " was being opened again");
        } catch (ExecutionException failure) {
            // An exception of its own for each thread; the message is all there is to it.
            throw new KsefSigningException(
                    failure.getCause() instanceof KsefSigningException told
                            ? String.valueOf(told.getMessage())
                            : "The token " + name() + " could not be opened again");
        }
    }

    private KsefSigningException failed(String what, DeviceError error) {
        return told(new KsefSigningException("The token " + name() + " failed to " + what + ": " + error.summary()));
    }

    /** What goes wrong while the token is being closed goes wrong for that. */
    private KsefSigningException told(KsefSigningException failure) {
        return current == null ? closed() : failure;
    }

    /** Logs out, if no other holds the slot. Whatever goes on in the device ends or fails. */
    void close() {
        OpenDevice device;
        lock.lock();
        try {
            device = current;
            current = null;
            closed = true;
        } finally {
            lock.unlock();
        }
        if (device != null && Holders.leave(opening.slot())) {
            logOut(device);
        }
    }

    private void leftOpen(OpenDevice device) {
        if (Holders.isEmpty(opening.slot())) {
            logOut(device);
        }
    }

    private static void logOut(OpenDevice device) {
        try {
            device.logout();
        } catch (GeneralSecurityException | ProviderException gone) {
            // A device that is gone has forgotten us already.
        }
    }
}
