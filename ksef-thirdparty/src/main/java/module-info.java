/**
 * Copies of Jackson, Resilience4j and SLF4J, for ourselves alone: whatever versions an application brings of them, we use these.
 */
module dev.ksef.thirdparty {
    requires java.xml;
    requires static java.desktop;
    requires static java.sql;
    requires static java.sql.rowset;

    exports dev.ksef.thirdparty.jackson.annotation to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.core to
            dev.ksef.adapter.feign,
            dev.ksef.simulator;
    exports dev.ksef.thirdparty.jackson.core.exc to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.core.json to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind to
            dev.ksef.adapter.feign,
            dev.ksef.simulator;
    exports dev.ksef.thirdparty.jackson.databind.annotation to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind.cfg to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind.deser to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind.deser.std to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind.json to
            dev.ksef.adapter.feign,
            dev.ksef.simulator;
    exports dev.ksef.thirdparty.jackson.databind.module to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.jackson.databind.node to
            dev.ksef.adapter.feign,
            dev.ksef.simulator;
    exports dev.ksef.thirdparty.jackson.databind.ser.std to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.resilience4j.circuitbreaker to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.resilience4j.circuitbreaker.event to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.resilience4j.core to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.resilience4j.core.functions to
            dev.ksef.adapter.feign;
    exports dev.ksef.thirdparty.resilience4j.retry to
            dev.ksef.adapter.feign;

    uses dev.ksef.thirdparty.slf4j.spi.SLF4JServiceProvider;

    provides dev.ksef.thirdparty.slf4j.spi.SLF4JServiceProvider with
            dev.ksef.thirdparty.slf4j.nop.NOPServiceProvider;
}
