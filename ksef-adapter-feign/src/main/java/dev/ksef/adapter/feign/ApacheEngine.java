package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.exchange.UploadEngine;
import feign.Client;
import feign.Request;
import feign.Response;
import feign.hc5.ApacheHttp5Client;
import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.io.CloseMode;

/**
 * Apache's HttpClient 5 as an HTTP engine that makes each request once. It needs {@code io.github.openfeign:feign-hc5}, which
 * this module does not bring. Close it after the clients that use it.
 */
public final class ApacheEngine implements Client, AutoCloseable {

    private final CloseableHttpClient http;
    private final Client engine;
    private final ApacheUploads uploads;

    private ApacheEngine(CloseableHttpClient http) {
        this.http = http;
        this.engine = new ApacheHttp5Client(http);
        this.uploads = new ApacheUploads(http);
    }

    /**
     * Returns an engine with these settings: proxy, its credentials, TLS, connections. All that would repeat, redirect or
     * alter a request behind the transport's back is switched off in the builder. Interceptors are kept: they must not repeat
     * requests.
     */
    public static ApacheEngine of(HttpClientBuilder settings) {
        return new ApacheEngine(settings.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build());
    }

    /** Returns the engine as uploads know engines. */
    UploadEngine uploads() {
        return uploads;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        return engine.execute(request, options);
    }

    /** Closes all its connections. */
    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
