package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import feign.Client;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** The engines that the contracts are shown on besides the default one, with nothing set, and their transport. */
public final class Engines {

    private Engines() {}

    public static Client okHttp() {
        return OkHttpEngine.of(new OkHttpClient());
    }

    public static Client apache() {
        return ApacheEngine.of(HttpClients.custom());
    }

    /** What the contracts ask for, on the default engine. */
    public static FeignTransport.Builder transport(URI apiBase, Time time, KsefListener listener) {
        return FeignTransport.builder(new KsefEnvironment("scripted", apiBase, apiBase))
                .time(time)
                .listener(listener)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2));
    }
}
