package dev.ksef.adapter.feign.exchange;

import feign.Request;
import feign.Response;
import java.io.IOException;

/**
 * Makes one exchange whose request has a body of known length that is read while it leaves. {@link feign.Client} cannot: a
 * request of Feign holds its body in memory.
 */
public interface UploadEngine {

    /**
     * Sends the request once, with the content as its body, and follows no redirect. The body of the response is still to be
     * read.
     *
     * @param head method, address and headers, without a body
     * @param options time limits: of connecting, and of each read and write
     * @throws IOException whatever the failure of the engine was
     */
    Response upload(Request head, UploadContent content, Request.Options options) throws IOException;
}
