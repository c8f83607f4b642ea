package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.exchange.UploadContent;
import dev.ksef.adapter.feign.exchange.UploadEngine;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Uploads by Apache's HttpClient. */
final class ApacheUploads implements UploadEngine {

    private final CloseableHttpClient http;

    ApacheUploads(CloseableHttpClient http) {
        this.http = http;
    }

    @Override
    public Response upload(Request head, UploadContent content, Request.Options options) throws IOException {
        URI address = URI.create(head.url());
        var request = new HttpUriRequestBase(head.httpMethod().name(), address);
        head.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        // Without a type: it is among the given headers, if KSeF wants one.
        request.setEntity(new InputStreamEntity(content.stream(), content.sizeBytes(), null));
        request.setConfig(limits(options));
        content.endExchangeBy(request::cancel);
        return response(head, http.executeOpen(HttpHost.create(address), request, null));
    }

    /** The settings of the client's maker, with our time limits. */
    @SuppressWarnings("deprecation") // Whoever sets it on the connections is not heard by every version.
    private RequestConfig limits(Request.Options options) {
        RequestConfig.Builder limits = http instanceof Configurable configured && configured.getConfig() != null
                ? RequestConfig.copy(configured.getConfig())
                : RequestConfig.custom();
        return limits.setConnectTimeout(options.connectTimeoutMillis(), TimeUnit.MILLISECONDS)
                .setResponseTimeout(options.readTimeoutMillis(), TimeUnit.MILLISECONDS)
                .setRedirectsEnabled(false)
                .setExpectContinueEnabled(false)
                .build();
    }

    private static Response response(Request head, ClassicHttpResponse answer) throws IOException {
        Map<String, Collection<String>> headers = new LinkedHashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        HttpEntity entity = answer.getEntity();
        InputStream stream = entity == null ? null : entity.getContent();
        if (stream == null) {
            answer.close();
        }
        return Response.builder()
                .status(answer.getCode())
                .headers(headers)
                .body(stream, null)
                .request(head)
                .build();
    }
}
