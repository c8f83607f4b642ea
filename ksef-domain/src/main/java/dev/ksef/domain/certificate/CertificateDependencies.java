package dev.ksef.domain.certificate;

import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.time.InstantSource;

/**
 * The objects that the use cases of certificates share.
 *
 * @param signIn proves new certificates
 * @param clock KSeF's clock
 */
record CertificateDependencies(
        SignIn signIn, StatusPolling polling, InstantSource clock, Time time, KsefListener listener) {}
