package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import feign.Client;
import feign.hc5.ApacheHttp5Client;
import feign.okhttp.OkHttpClient;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** The engines that the contracts are shown on besides the default one, set up as users must, and their transport. */
public final class Engines {

    private Engines() {}

    public static Client okHttp() {
        return new OkHttpClient(new okhttp3.OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(chain -> notAtOnce(chain.proceed(chain.request())))
                .build());
    }

    /** OkHttp has no setting for it: where it is told to come back at once, it makes the request again by itself. */
    private static okhttp3.Response notAtOnce(okhttp3.Response answer) {
        return answer.code() == 503 && answer.header("Retry-After", "").matches("0+")
                ? answer.newBuilder().removeHeader("Retry-After").build()
                : answer;
    }

    public static Client apache() {
        return new ApacheHttp5Client(HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build());
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
