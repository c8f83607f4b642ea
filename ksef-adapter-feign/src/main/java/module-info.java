/** {@code Transport} over Feign, with JSON by Jackson 3 and retries by Resilience4j. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.feign {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive feign.core;
    requires static okhttp3;
    requires static okio;
    requires static org.apache.httpcomponents.client5.httpclient5;
    requires static org.apache.httpcomponents.core5.httpcore5;
    requires static feign.okhttp;
    requires static feign.hc5;
    requires transitive java.net.http;
    requires dev.ksef.thirdparty;

    exports dev.ksef.adapter.feign;

    // Jackson makes the serializers that annotations name.
    opens dev.ksef.adapter.feign.json to
            dev.ksef.thirdparty;
}
