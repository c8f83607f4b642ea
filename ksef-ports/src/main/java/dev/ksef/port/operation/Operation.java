package dev.ksef.port.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one operation of the official API, with everything a transport must know about it. The body is the parameter without
 * {@link PathParameter}, {@link QueryParameter} or {@link HeaderParameter}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

    /** Method and path template, as the official file has them, for example {@code GET /auth/{referenceNumber}}. */
    String value();

    /** Which kind of bearer it carries. */
    BearerKind bearer();

    /** The group whose quota it counts against. */
    RateLimitGroup limit();

    /** When it may be repeated. */
    ReplayClass replay();

    /** The HTTP status of success. */
    int success();

    /** The API version that introduced it. */
    String since() default "2.0.0";
}
