package dev.ksef.adapter.feign.json;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefListener;
import dev.ksef.thirdparty.jackson.annotation.JsonInclude.Include;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.core.StreamReadConstraints;
import dev.ksef.thirdparty.jackson.core.StreamWriteFeature;
import dev.ksef.thirdparty.jackson.core.exc.StreamReadException;
import dev.ksef.thirdparty.jackson.core.json.JsonFactory;
import dev.ksef.thirdparty.jackson.databind.DeserializationFeature;
import dev.ksef.thirdparty.jackson.databind.cfg.CoercionAction;
import dev.ksef.thirdparty.jackson.databind.cfg.CoercionInputShape;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;

/**
 * Writes and reads the records of the model as JSON. It is strict in what it writes. What it reads may hold unknown fields,
 * unknown enum values and unreadable values: the listener is told of them, and nothing else is lost.
 */
public final class JsonCodec {

    /** Numbers in unknown fields may be long. Those of the model have limits of their own. */
    public static final int LONGEST_NUMBER = 1_000_000;

    private final JsonMapper mapper;
    private final KsefListener listener;

    public JsonCodec(KsefListener listener) {
        this.listener = listener;
        this.mapper = mapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build());
    }

    /** Makes what maps the model to JSON, in its strict and lenient way, on parsers and generators of a factory. */
    public static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .addModule(new ModelModule())
                .addHandler(new LenientProblemHandler())
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                .withCoercionConfigDefaults(
                        empty -> empty.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Returns the record as JSON, without its absent components. */
    public byte[] write(Object request) {
        return mapper.writeValueAsBytes(request);
    }

    /**
     * Returns the answer as the given type.
     *
     * @throws KsefTransportException if it is not JSON, or lacks what the operation cannot do without
     */
    public Object read(byte[] body, Type type, OperationCall call) {
        var problems = ReadingProblems.ofAnswer(call, listener);
        Object answer;
        try {
            answer = mapper.readerFor(mapper.constructType(type))
                    .withAttribute(ReadingProblems.class, problems)
                    .readValue(body);
        } catch (StreamReadException broken) {
            problems.notWellFormed();
            throw unreadable(call.name(), problems);
        } catch (JacksonException broken) {
            // Jackson's messages quote values: the message is made of what was noted while reading.
            throw unreadable(call.name(), problems);
        }
        if (answer == null) {
            throw unreadable(call.name(), problems);
        }
        return answer;
    }

    private static KsefTransportException unreadable(String operation, ReadingProblems problems) {
        return new KsefTransportException(
                operation + ": KSeF's answer cannot be read, " + problems.first(), Delivery.UNKNOWN, null);
    }
}
