package dev.ksef.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The floors of the house, each with the packages on it and with what of our own it may know besides itself. */
enum Floor {
    PORTS(List.of("dev.ksef.model", "dev.ksef.port")),
    DOMAIN(List.of("dev.ksef.domain"), PORTS),
    ADAPTERS(List.of("dev.ksef.adapter"), PORTS),
    QR_CODES(List.of("dev.ksef.qr"), PORTS),
    FA3(List.of("dev.ksef.fa3"), PORTS),
    PICTURES(List.of("dev.ksef.pdf"), PORTS, QR_CODES, FA3),
    SIGNATURES(List.of("dev.ksef.signature"), PORTS),
    CLIENT(List.of("dev.ksef"), PORTS, DOMAIN, ADAPTERS, QR_CODES),
    TESTKIT(List.of("dev.ksef.testkit"), PORTS),
    SIMULATOR(List.of("dev.ksef.simulator")),
    STARTER(List.of("dev.ksef.spring"), PORTS, DOMAIN, ADAPTERS, SIGNATURES, CLIENT, SIMULATOR),
    CLI(List.of("dev.ksef.cli"), PORTS, DOMAIN, ADAPTERS, QR_CODES, FA3, PICTURES, SIGNATURES, CLIENT, SIMULATOR),
    EXAMPLES(
            List.of("dev.ksef.examples"),
            PORTS,
            DOMAIN,
            ADAPTERS,
            QR_CODES,
            FA3,
            PICTURES,
            SIGNATURES,
            CLIENT,
            SIMULATOR),
    OPENAPI_CHECK(List.of("dev.ksef.openapi")),
    BENCHMARKS(
            List.of("dev.ksef.benchmarks"),
            PORTS,
            DOMAIN,
            ADAPTERS,
            QR_CODES,
            FA3,
            PICTURES,
            SIGNATURES,
            CLIENT,
            TESTKIT,
            SIMULATOR);

    /** The client's package is the root of all others, so that it has no packages below it. */
    private static final String ROOT = "dev.ksef";

    private final List<String> packages;
    private final Set<Floor> below;

    Floor(List<String> packages, Floor... below) {
        this.packages = packages;
        this.below = Set.of(below);
    }

    static Optional<Floor> of(String packageName) {
        return Arrays.stream(values()).filter(floor -> floor.holds(packageName)).findFirst();
    }

    boolean mayKnow(Floor other) {
        return other == this || below.contains(other);
    }

    private boolean holds(String packageName) {
        return packages.stream()
                .anyMatch(prefix ->
                        packageName.equals(prefix) || !prefix.equals(ROOT) && packageName.startsWith(prefix + "."));
    }
}
