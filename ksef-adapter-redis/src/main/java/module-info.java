/** A {@code TokenStore}, and the counting of calls, shared by many nodes through Redis. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.redis {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive lettuce.core;
    // What Lettuce needs and cannot say, since its jar is no module.
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;

    exports dev.ksef.adapter.redis;
}
