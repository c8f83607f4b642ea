package dev.ksef.adapter.feign.http;

import feign.Response;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The names of the headers that are sent and read, and how they are read. */
public final class HttpHeaders {

    public static final String ACCEPT = "Accept";
    public static final String ACCEPT_ENCODING = "Accept-Encoding";
    public static final String AUTHORIZATION = "Authorization";
    public static final String CONTENT_ENCODING = "Content-Encoding";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String RANGE = "Range";

    static final String AGE = "Age";
    static final String CONTENT_RANGE = "Content-Range";
    static final String COOKIE = "Cookie";
    static final String DATE = "Date";
    static final String LOCATION = "Location";
    static final String RETRY_AFTER = "Retry-After";
    static final String SET_COOKIE = "Set-Cookie";

    /** Asks KSeF for errors as {@link #PROBLEM_DETAILS}. */
    public static final String ERROR_FORMAT = "X-Error-Format";

    /** The value of {@link #ERROR_FORMAT} for {@code application/problem+json}. */
    public static final String PROBLEM_DETAILS = "problem-details";

    /** Carries KSeF's warnings beside a good answer. */
    public static final String SYSTEM_WARNING = "X-System-Warning";

    /** Asks KSeF for one behaviour that is not usual yet. */
    public static final String FEATURE = "X-KSeF-Feature";

    /** Has TEST answer with this as {@link #SYSTEM_WARNING}. */
    public static final String TEST_SYSTEM_WARNING = "X-Test-System-Warning";

    /** The SHA-256 hash of a document, which KSeF and its storage declare. */
    static final String DOCUMENT_HASH = "x-ms-meta-hash";

    private HttpHeaders() {}

    /** Returns all values of a header, none where it is missing. */
    public static Collection<String> all(Response response, String name) {
        return response.headers().getOrDefault(name, List.of());
    }

    /** Returns the first value of a header, stripped. */
    static Optional<String> first(Response response, String name) {
        Collection<String> values = all(response, name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.iterator().next().strip());
    }
}
