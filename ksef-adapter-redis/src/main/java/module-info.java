/** A {@code TokenStore}, and the counting of calls, shared by many nodes through Redis. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.redis {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive lettuce.core;

    exports dev.ksef.adapter.redis;
}
