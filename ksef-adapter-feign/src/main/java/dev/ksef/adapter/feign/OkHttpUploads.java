package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.exchange.UploadContent;
import dev.ksef.adapter.feign.exchange.UploadEngine;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Uploads by OkHttp. */
final class OkHttpUploads implements UploadEngine {

    private static final int PIECE_BYTES = 64 * 1024;

    private final OkHttpClient http;

    OkHttpUploads(OkHttpClient http) {
        this.http = http;
    }

    @Override
    public Response upload(Request head, UploadContent content, Request.Options options) throws IOException {
        Call call = http.newBuilder()
                .connectTimeout(options.connectTimeoutMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(options.readTimeoutMillis(), TimeUnit.MILLISECONDS)
                .writeTimeout(options.readTimeoutMillis(), TimeUnit.MILLISECONDS)
                .build()
                .newCall(request(head, content));
        content.endExchangeBy(call::cancel);
        return response(head, call.execute());
    }

    private static okhttp3.Request request(Request head, UploadContent content) {
        var request = new okhttp3.Request.Builder()
                .url(head.url())
                .method(head.httpMethod().name(), new Body(content));
        head.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        return request.build();
    }

    private static Response response(Request head, okhttp3.Response answer) {
        Map<String, Collection<String>> headers =
                new LinkedHashMap<>(answer.headers().toMultimap());
        ResponseBody body = answer.body();
        InputStream stream = body == null ? null : body.byteStream();
        return Response.builder()
                .status(answer.code())
                .headers(headers)
                .body(stream, null)
                .request(head)
                .build();
    }

    /** A body that OkHttp may read once, so that it sends nothing twice. */
    private static final class Body extends RequestBody {

        private final UploadContent content;

        private Body(UploadContent content) {
            this.content = content;
        }

        /** None: the type is among the given headers, if KSeF wants one. */
        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return content.sizeBytes();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            InputStream stream = content.stream();
            byte[] piece = new byte[PIECE_BYTES];
            for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
                sink.write(piece, 0, length);
            }
        }
    }
}
