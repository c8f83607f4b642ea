package dev.ksef.examples;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the quick start is told by system properties. */
record QuickStartSettings(
        KsefEnvironment environment,
        @Nullable Nip given,
        @Nullable String token) {

    private static final KsefEnvironment SIMULATOR =
            KsefEnvironment.custom("a simulator", "http://localhost/v2", "http://localhost");

    /**
     * @throws IllegalArgumentException if one of them is wrong or missing; the message says which
     */
    static QuickStartSettings of(Properties properties) {
        KsefEnvironment environment = environment(properties.getProperty("ksef.environment", "simulator"));
        Nip nip = nip(blankAsNull(properties.getProperty("ksef.nip")));
        String token = blankAsNull(properties.getProperty("ksef.token"));
        if (!environment.equals(SIMULATOR) && (nip == null || token == null)) {
            throw new IllegalArgumentException(
                    environment + " needs both -Dksef.nip=<ten digits> and -Dksef.token=<KSeF token of that NIP>");
        }
        return new QuickStartSettings(environment, nip, token);
    }

    boolean onSimulator() {
        return environment.equals(SIMULATOR);
    }

    /** Starts the simulator with these settings on top of its own. */
    KsefSimulator start(SimulatorBuilder simulator) {
        if (given != null) {
            simulator.nip(given.value());
        }
        if (token != null) {
            simulator.token(token);
        }
        return simulator.start();
    }

    QuickStartSettings on(KsefSimulator simulator) {
        String base = simulator.baseUri().toString();
        String qr = base.substring(0, base.lastIndexOf('/'));
        return new QuickStartSettings(
                KsefEnvironment.custom("the simulator", base, qr), Nip.of(simulator.nip()), simulator.token());
    }

    Nip nip() {
        if (given == null) {
            throw new IllegalStateException("The simulator has not chosen a NIP yet");
        }
        return given;
    }

    private static KsefEnvironment environment(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "simulator" -> SIMULATOR;
            case "test" -> KsefEnvironment.TEST;
            case "demo" -> KsefEnvironment.DEMO;
            case "production" ->
                throw new IllegalArgumentException(
                        "an invoice sent to PRODUCTION is legally issued; the quick start goes to simulator, test or demo");
            default ->
                throw new IllegalArgumentException(
                        "-Dksef.environment must be simulator, test or demo, but it is '" + name + "'");
        };
    }

    private static @Nullable Nip nip(@Nullable String text) {
        try {
            return text == null ? null : Nip.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("-Dksef.nip: " + wrong.getMessage(), wrong);
        }
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "QuickStartSettings[" + environment + ", " + given + "]";
    }
}
