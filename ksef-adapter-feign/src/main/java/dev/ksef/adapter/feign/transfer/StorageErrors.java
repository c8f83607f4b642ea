package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what an answer means that is no success. */
final class StorageErrors {

    private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9]{1,64})\\s*</Code>");

    private StorageErrors() {}

    /** An error of the storage, with its body in memory. */
    static KsefApiException ofStorage(String name, Response response) {
        return new KsefApiException(
                new KsefApiException.Answer(name, response.status(), List.of(), code(response), null));
    }

    /** Something on the way answered in place of the storage. */
    static KsefTransportException ofSomethingElse(String name, Response response) {
        return new KsefTransportException(
                name + " was answered with HTTP " + response.status() + " by something other than KSeF's storage ("
                        + ResponseContent.contentType(response) + ")",
                Delivery.UNKNOWN,
                null);
    }

    /** Returns the code of a storage error. Nothing else is shown, since the rest quotes signatures. */
    private static @Nullable String code(Response response) {
        if (!ResponseContent.isXml(response)) {
            return null;
        }
        Matcher code = CODE.matcher(new String(ResponseContent.bytes(response), StandardCharsets.UTF_8));
        return code.find() ? code.group(1) : null;
    }
}
