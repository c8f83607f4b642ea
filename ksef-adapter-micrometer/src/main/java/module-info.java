/** Meters and observations of Micrometer, made of what {@code KsefListener} is told. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.micrometer {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;

    exports dev.ksef.adapter.micrometer;
}
