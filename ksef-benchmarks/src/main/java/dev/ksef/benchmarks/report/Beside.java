package dev.ksef.benchmarks.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the baseline of a benchmark, which the report shows beside it when both were measured. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Beside.Several.class)
public @interface Beside {

    /** Returns the benchmark of the same class with the same parameters; empty for the same benchmark. */
    String value() default "";

    /** Returns the parameter that is another one in the baseline, as {@code name=value}; empty for none. */
    String with() default "";

    /** Returns the ratio to be reached; empty for none. */
    String target() default "";

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Several {

        /** Returns the baselines, in the order of the report. */
        Beside[] value();
    }
}
