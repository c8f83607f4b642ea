package dev.ksef.domain.certificate.internal;

import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.internal.ServerClock;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;

/**
 * What the life of certificates shares within a client.
 *
 * @param signIn proves new certificates
 */
public record CertificateServices(
        SignIn signIn, StatusPolling polling, ServerClock clock, Time time, KsefListener listener) {}
