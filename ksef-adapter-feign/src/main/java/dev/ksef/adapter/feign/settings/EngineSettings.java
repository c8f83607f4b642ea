package dev.ksef.adapter.feign.settings;

import feign.Client;
import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What makes the exchanges over the network.
 *
 * @param custom the user's own engine; null for the default one, which alone has a proxy and TLS of these settings
 * @param readTimeout for one exchange, its body included
 */
public record EngineSettings(
        @Nullable Client custom,
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable ProxySelector proxy,
        @Nullable SSLContext tls) {}
