package dev.ksef.adapter.feign.json;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefListener;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model's records as JSON. Strict in what it writes; what it reads may hold unknown fields, unknown enum values and
 * unreadable values, which are told to the listener and cost no more than themselves.
 */
public final class JsonCodec {

    /** An unknown field may hold what it likes. */
    private static final int LONGEST_NUMBER = 1_000_000;

    private final JsonMapper mapper;
    private final KsefListener listener;

    public JsonCodec(KsefListener listener) {
        this.listener = listener;
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNumberLength(LONGEST_NUMBER)
                                .build())
                        .build())
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

    public byte[] write(Object request) {
        return mapper.writeValueAsBytes(request);
    }

    /**
     * The answer as the given type.
     *
     * @throws KsefTransportException if it is not JSON, or lacks what the operation cannot do without
     */
    public Object read(byte[] body, Type type, OperationCall call) {
        var reading = new ReadingProblems(call, listener);
        Object answer;
        try {
            answer = mapper.readerFor(mapper.constructType(type))
                    .withAttribute(ReadingProblems.class, reading)
                    .readValue(body);
        } catch (StreamReadException broken) {
            reading.notWellFormed();
            throw unreadable(call.name(), reading);
        } catch (JacksonException broken) {
            // Jackson's messages quote values: what is told comes from the notes made while reading.
            throw unreadable(call.name(), reading);
        }
        if (answer == null) {
            throw unreadable(call.name(), reading);
        }
        return answer;
    }

    private static KsefTransportException unreadable(String operation, ReadingProblems reading) {
        return new KsefTransportException(
                operation + ": KSeF's answer cannot be read, " + reading.firstProblem(), Delivery.UNKNOWN, null);
    }
}
