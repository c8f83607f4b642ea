package dev.ksef.domain.certificate;

import dev.ksef.domain.Polling;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.auth.SignIn;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;

/**
 * What the life of certificates shares within a client.
 *
 * @param signIn proves new certificates
 */
public record CertificateServices(
        SignIn signIn, Polling polling, ServerClock clock, Time time, KsefListener listener) {}
