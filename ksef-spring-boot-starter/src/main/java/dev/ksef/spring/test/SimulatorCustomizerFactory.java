package dev.ksef.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds the annotation on a test class, or on one around it. */
final class SimulatorCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        KsefSimulatorTest wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, KsefSimulatorTest.class);
        return wanted == null ? null : new SimulatorCustomizer(wanted.nip());
    }
}
