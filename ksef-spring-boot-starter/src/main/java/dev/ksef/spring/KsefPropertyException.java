package dev.ksef.spring;

import java.io.Serial;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A property of the application is missing or wrong. The message names it, and quotes no secret. */
final class KsefPropertyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String property;
    private final String advice;

    /**
     * @param property its full name
     * @param problem what is wrong, as the rest of a sentence that begins with the name
     * @param advice what to do, as a sentence
     */
    KsefPropertyException(String property, String problem, String advice) {
        super(property + " " + problem + ". " + advice);
        this.property = property;
        this.advice = advice;
    }

    String property() {
        return property;
    }

    String advice() {
        return advice;
    }

    /** Shows a wrong property as Boot shows its own: without a stack trace, and with what to do. */
    static final class Analyzer extends AbstractFailureAnalyzer<KsefPropertyException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, KsefPropertyException failure) {
            return new FailureAnalysis(String.valueOf(failure.getMessage()), failure.advice, failure);
        }
    }
}
