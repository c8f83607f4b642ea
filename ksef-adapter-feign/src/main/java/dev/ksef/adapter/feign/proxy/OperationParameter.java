package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.json.KsefDateTime;
import dev.ksef.model.TextValue;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.QueryParameters;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an argument of an operation goes.
 *
 * @param index of the argument
 * @param name under which it travels; empty for a record of queries, and for the body
 */
record OperationParameter(int index, Place place, String name) {

    /** The parts of a request that take arguments. */
    enum Place {
        PATH,
        QUERY,
        QUERY_RECORD,
        HEADER,
        BODY
    }

    /** Returns the parameters of a method. One without an annotation is the body. */
    static List<OperationParameter> of(Method method) {
        List<OperationParameter> parameters = new ArrayList<>();
        Annotation[][] annotations = method.getParameterAnnotations();
        for (int index = 0; index < annotations.length; index++) {
            parameters.add(of(index, annotations[index]));
        }
        return parameters;
    }

    private static OperationParameter of(int index, Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof PathParameter path) {
                return new OperationParameter(index, Place.PATH, path.value());
            }
            if (annotation instanceof QueryParameter query) {
                return new OperationParameter(index, Place.QUERY, query.value());
            }
            if (annotation instanceof HeaderParameter header) {
                return new OperationParameter(index, Place.HEADER, header.value());
            }
            if (annotation instanceof QueryParameters) {
                return new OperationParameter(index, Place.QUERY_RECORD, "");
            }
        }
        return new OperationParameter(index, Place.BODY, "");
    }

    /** Returns the text of a value as it travels. Its {@code toString()} is meant for people. */
    static String text(Object value) {
        if (value instanceof OffsetDateTime moment) {
            return KsefDateTime.text(moment);
        }
        return value instanceof TextValue text ? text.value() : value.toString();
    }
}
