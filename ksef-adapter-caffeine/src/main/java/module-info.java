/** A bounded {@code TokenStore} in memory, on Caffeine. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.caffeine {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires com.github.benmanes.caffeine;

    exports dev.ksef.adapter.caffeine;
}
