package dev.ksef.cli;

import dev.ksef.simulator.KsefSimulator;

/** Signs in to a simulator. */
final class Logins {

    private Logins() {}

    static Ran login(Ran.Settings ksef, KsefSimulator simulator) {
        return ksef.with("KSEF_TOKEN", simulator.token()).run(arguments(simulator));
    }

    static Ran process(Ran.Settings ksef, KsefSimulator simulator) throws Exception {
        return ksef.with("KSEF_TOKEN", simulator.token()).process(arguments(simulator));
    }

    private static Object[] arguments(KsefSimulator simulator) {
        return new Object[] {"login", "--environment", simulator.baseUri(), "--nip", simulator.nip()};
    }
}
