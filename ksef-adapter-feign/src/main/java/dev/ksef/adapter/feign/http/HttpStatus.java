package dev.ksef.adapter.feign.http;

import feign.Response;

/** The HTTP status codes that something is decided by. */
public final class HttpStatus {

    public static final int OK = 200;

    /** What a storage answers a good upload with. */
    public static final int CREATED = 201;

    /** The part of a document that was asked for. */
    public static final int PARTIAL_CONTENT = 206;

    static final int MOVED_PERMANENTLY = 301;
    static final int FOUND = 302;
    static final int SEE_OTHER = 303;
    static final int TEMPORARY_REDIRECT = 307;
    static final int PERMANENT_REDIRECT = 308;

    static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;

    /** The proxy wants credentials. KSeF is no proxy and never answers with it. */
    public static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /** What KSeF no longer keeps. */
    public static final int GONE = 410;

    /** KSeF's limits are used up. The call was not processed. */
    public static final int TOO_MANY_REQUESTS = 429;

    static final int HEADERS_TOO_LARGE = 431;

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private HttpStatus() {}

    /** Tells whether KSeF's limits refused the call. */
    public static boolean isTooManyRequests(Response response) {
        return response.status() == TOO_MANY_REQUESTS;
    }

    /** Tells whether the server may refuse the request for its cookies: 400, which many servers answer with, or 431. */
    static boolean mayBeDueToCookies(Response response) {
        return response.status() == BAD_REQUEST || response.status() == HEADERS_TOO_LARGE;
    }

    /** Tells whether the server cannot be reached for the time being: 502, 503 or 504. */
    public static boolean isUnavailable(Response response) {
        return response.status() >= BAD_GATEWAY && response.status() <= GATEWAY_TIMEOUT;
    }

    /** 3xx and above. */
    public static boolean isRedirectOrError(int status) {
        return status >= FIRST_REDIRECT;
    }

    /** 4xx and 5xx. */
    public static boolean isError(int status) {
        return status >= FIRST_ERROR;
    }

    /** 5xx. */
    public static boolean isServerError(int status) {
        return status >= FIRST_SERVER_ERROR;
    }
}
