package dev.ksef.spring.test;

import dev.ksef.simulator.KsefSimulator;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Makes the simulator like a new one before each test that wants it. */
final class SimulatorReset implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        KsefSimulatorTest wanted =
                TestContextAnnotationUtils.findMergedAnnotation(test.getTestClass(), KsefSimulatorTest.class);
        if (wanted != null && wanted.reset()) {
            test.getApplicationContext().getBean(KsefSimulator.class).reset();
        }
    }
}
