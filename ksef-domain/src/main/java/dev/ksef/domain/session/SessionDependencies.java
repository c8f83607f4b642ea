package dev.ksef.domain.session;

import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.internal.KeptKeys;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.time.Time;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all sessions of a client share.
 *
 * @param clock KSeF's clock
 * @param keptKeys the content keys of open sessions in a store; null if they are kept in memory only
 */
record SessionDependencies(
        KsefEnvironment environment,
        EncryptionService encryption,
        CryptoEngine crypto,
        StorageTransfer storage,
        StatusPolling polling,
        InstantSource clock,
        Time time,
        KsefListener listener,
        PreFlightGate preFlight,
        @Nullable KeptKeys keptKeys) {

    /** The most rows that KSeF puts on a page of sessions or of their invoices. */
    static final int PAGE_SIZE = 1000;

    SessionDependencies listening(KsefListener also) {
        return new SessionDependencies(
                environment,
                encryption,
                crypto,
                storage,
                polling,
                clock,
                time,
                ListenerGroup.of(List.of(listener, also)),
                preFlight,
                keptKeys);
    }
}
