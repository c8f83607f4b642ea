package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.exchange.UploadEngine;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * OkHttp as an HTTP engine that makes each request once. It needs {@code io.github.openfeign:feign-okhttp}, which this module
 * does not bring.
 */
public final class OkHttpEngine implements Client {

    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";

    private final Client engine;
    private final OkHttpUploads uploads;

    private OkHttpEngine(OkHttpClient http) {
        this.engine = new feign.okhttp.OkHttpClient(http);
        this.uploads = new OkHttpUploads(http);
    }

    /**
     * Returns an engine with the settings, connections and threads of a client: its proxy, its proxy's credentials, its TLS.
     * All that would repeat, redirect or alter a request behind the transport's back is switched off in the engine, and stays
     * in the client. Interceptors of the client are kept: they must not repeat requests.
     */
    public static OkHttpEngine of(OkHttpClient client) {
        return new OkHttpEngine(client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                // KSeF's front end cancels HTTP/2 streams now and then; HTTP/1.1 is not affected.
                .protocols(List.of(Protocol.HTTP_1_1))
                .addNetworkInterceptor(chain -> notAtOnce(chain.proceed(chain.request())))
                .build());
    }

    /** OkHttp has no setting for it: where it is told to come back at once, it makes the request again by itself. */
    private static okhttp3.Response notAtOnce(okhttp3.Response answer) {
        String pause = answer.header(RETRY_AFTER);
        return answer.code() == UNAVAILABLE && pause != null && pause.matches("0+")
                ? answer.newBuilder().removeHeader(RETRY_AFTER).build()
                : answer;
    }

    /** Returns the engine as uploads know engines. */
    UploadEngine uploads() {
        return uploads;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        return engine.execute(request, options);
    }
}
