package dev.ksef.domain.certificate;

import dev.ksef.domain.Polling;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.auth.SignIn;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;

/**
 * What the life of certificates shares within a client.
 *
 * @param signIn proves new certificates
 */
public record CertificateServices(
        SignIn signIn, Polling polling, ServerClock clock, Time time, KsefListener listener) {}
