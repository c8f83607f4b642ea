package dev.ksef.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong property as Boot shows its own: without a stack trace, and with what to do. */
final class KsefPropertyFailureAnalyzer extends AbstractFailureAnalyzer<KsefPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KsefPropertyException failure) {
        return new FailureAnalysis(String.valueOf(failure.getMessage()), failure.advice(), failure);
    }
}
