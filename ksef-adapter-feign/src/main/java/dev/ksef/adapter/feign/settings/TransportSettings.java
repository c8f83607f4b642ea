package dev.ksef.adapter.feign.settings;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transport was built with.
 *
 * @param listener all listeners in one
 * @param storageHosts where signed links may lead, besides the environment's own host
 * @param circuitBreaker null for none
 */
public record TransportSettings(
        KsefEnvironment environment,
        Time time,
        KsefListener listener,
        RateLimiter rateLimiter,
        List<String> storageHosts,
        RetrySettings retry,
        @Nullable CircuitBreakerSettings circuitBreaker,
        EngineSettings engine) {

    public TransportSettings {
        storageHosts = List.copyOf(storageHosts);
    }
}
