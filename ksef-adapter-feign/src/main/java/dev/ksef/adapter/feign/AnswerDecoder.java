package dev.ksef.adapter.feign;

import dev.ksef.model.HashedDocument;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Response;
import feign.codec.Decoder;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads good answers: JSON into the model, documents with their declared hash, nothing where nothing is due. */
final class AnswerDecoder implements Decoder {

    private final Json json;

    AnswerDecoder(Json json) {
        this.json = json;
    }

    @Override
    public @Nullable Object decode(Response response, Type type) {
        Call call = ScopedTarget.answered(response);
        if (type == void.class) {
            if (isForeign(response)) {
                throw foreign(call.name(), response);
            }
            return null;
        }
        if (type == HashedDocument.class) {
            if (!Answers.isXml(response)) {
                throw foreign(call.name(), response);
            }
            return HashedDocument.of(Answers.bytes(response), Answers.declaredHash(response));
        }
        if (!Answers.isJson(response)) {
            throw foreign(call.name(), response);
        }
        return json.read(Answers.bytes(response), type, call);
    }

    /** Where nothing is due, KSeF says nothing, or some day something in JSON. */
    private static boolean isForeign(Response response) {
        boolean silent = Answers.bytes(response).length == 0;
        return Answers.contentType(response).contains("html") || !silent && !Answers.isJson(response);
    }

    /** A page of a firewall with a good status: KSeF never saw the call, or its answer was replaced. */
    private static KsefTransportException foreign(String operation, Response response) {
        return new KsefTransportException(
                operation + " was answered with HTTP " + response.status() + " by something other than KSeF's API ("
                        + Quoted.contentType(response) + "): whether KSeF processed it is not known",
                Delivery.UNKNOWN,
                null);
    }
}
