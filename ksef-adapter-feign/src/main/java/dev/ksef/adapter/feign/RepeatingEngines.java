package dev.ksef.adapter.feign;

import feign.Client;
import java.util.Map;

/** Feign's own engines, which repeat requests by themselves or let the HTTP library do so. Known by name: few are present. */
final class RepeatingEngines {

    private static final String DEFAULT_INSTEAD = "leave the engine out: the transport's own one uses the JDK's client";

    private static final Map<String, String> INSTEAD = Map.of(
            "feign.okhttp.OkHttpClient", "use OkHttpEngine.of(okHttpClient)",
            "feign.hc5.ApacheHttp5Client", "use ApacheEngine.of(httpClientBuilder)",
            "feign.httpclient.ApacheHttpClient", "use ApacheEngine.of(httpClientBuilder), with Apache's HttpClient 5",
            "feign.Client$Default", DEFAULT_INSTEAD,
            "feign.DefaultClient", DEFAULT_INSTEAD,
            "feign.http2client.Http2Client", DEFAULT_INSTEAD,
            "feign.googlehttpclient.GoogleHttpClient", DEFAULT_INSTEAD);

    private RepeatingEngines() {}

    /**
     * Returns the engine, unless it is one of these.
     *
     * @throws IllegalArgumentException if it is
     */
    static Client refused(Client engine) {
        for (Class<?> type = engine.getClass(); type != null; type = type.getSuperclass()) {
            String instead = INSTEAD.get(type.getName());
            if (instead != null) {
                throw new IllegalArgumentException("The engine " + type.getName()
                        + " repeats requests by itself, so that an invoice could be sent twice: " + instead);
            }
        }
        return engine;
    }
}
