package dev.ksef.domain.testdata;

import dev.ksef.model.KsefEnvironment;

/** Where there are test data. */
final class TestEnvironment {

    private TestEnvironment() {}

    /**
     * Refuses PRODUCTION, whatever it is called.
     *
     * @throws IllegalStateException on PRODUCTION
     */
    static void require(KsefEnvironment environment) {
        KsefEnvironment production = KsefEnvironment.PRODUCTION;
        if (environment.name().equals(production.name())
                || environment.apiBase().equals(production.apiBase())) {
            throw new IllegalStateException(
                    "PRODUCTION has no test data: its subjects and rights are real. Use a client of"
                            + " KsefEnvironment.TEST or of the simulator");
        }
    }
}
