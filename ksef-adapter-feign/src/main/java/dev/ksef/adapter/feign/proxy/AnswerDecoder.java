package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Response;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads good answers: JSON as records of the model, documents with their declared hash, empty answers as nothing. */
public final class AnswerDecoder {

    private final JsonCodec json;

    public AnswerDecoder(JsonCodec json) {
        this.json = json;
    }

    /** Returns what the answer is read as; null for nothing. */
    @Nullable
    Object decode(Response response, Type type) {
        OperationCall call = ScopedTarget.callOf(response);
        if (type == void.class) {
            if (isForeign(response)) {
                throw foreign(call.name(), response);
            }
            return null;
        }
        if (type == HashedDocument.class) {
            if (!ResponseContent.isXml(response)) {
                throw foreign(call.name(), response);
            }
            return HashedDocument.of(ResponseContent.bytes(response), ResponseContent.declaredHash(response));
        }
        if (!ResponseContent.isJson(response)) {
            throw foreign(call.name(), response);
        }
        return json.read(ResponseContent.bytes(response), type, call);
    }

    /** Tells whether an answer that should be empty is not from KSeF, which might some day send JSON there. */
    private static boolean isForeign(Response response) {
        boolean silent = ResponseContent.bytes(response).length == 0;
        return ResponseContent.isHtml(response) || !silent && !ResponseContent.isJson(response);
    }

    /** A firewall answered with a good status: KSeF never saw the call, or its answer was replaced. */
    private static KsefTransportException foreign(String operation, Response response) {
        return new KsefTransportException(
                operation + " was answered with HTTP " + response.status() + " by something other than KSeF's API ("
                        + RedactedAnswer.contentType(response) + "): " + ExchangeFailures.consequence(Delivery.UNKNOWN),
                Delivery.UNKNOWN,
                null);
    }
}
