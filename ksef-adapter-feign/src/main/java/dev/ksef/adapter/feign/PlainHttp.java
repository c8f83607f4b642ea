package dev.ksef.adapter.feign;

import feign.Request;
import feign.Response;
import feign.http2client.Http2Client;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Feign's client over the JDK's, which hands bodies on untouched: to unwrap one is to read it, with no limit of time. */
final class PlainHttp extends Http2Client {

    PlainHttp(HttpClient http) {
        super(http);
    }

    @Override
    protected Response toFeignResponse(Request request, HttpResponse<InputStream> response) {
        Map<String, Collection<String>> headers =
                new LinkedHashMap<>(response.headers().map());
        return Response.builder()
                .status(response.statusCode())
                .headers(headers)
                .body(response.body(), null)
                .request(request)
                .build();
    }
}
