package dev.ksef.domain.session;

import dev.ksef.domain.Polling;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.preflight.PreFlightGate;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.KsefListener;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Time;

/** What all sessions of a client share. */
public record SessionServices(
        KsefEnvironment environment,
        EncryptionService encryption,
        CryptoEngine crypto,
        StorageTransfer storage,
        Polling polling,
        ServerClock clock,
        Time time,
        KsefListener listener,
        PreFlightGate preFlight) {}
