package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a leak would be found wherever it is planted. */
class OverheardTest {

    private static final String SECRET = "planted-secret-0001";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    enum Leak {
        STANDARD_OUT(heard -> System.out.println("Bearer " + SECRET)),
        STANDARD_ERROR(heard -> System.err.println(SECRET)),
        FINEST_LOG(heard -> Logger.getLogger("feign.Logger").finest("token=" + SECRET)),
        PARAMETER_OF_A_LOG(heard -> Logger.getLogger("x").log(Level.FINER, "token {0}", SECRET)),
        SYSTEM_LOGGER(heard -> System.getLogger("dev.ksef.any").log(System.Logger.Level.TRACE, SECRET)),
        EXCEPTION_OF_A_LOG(heard -> Logger.getLogger("x").log(Level.FINE, "failed", new IllegalStateException(SECRET))),
        CAUSE(heard -> heard.thrown(new IllegalStateException("x", new IllegalArgumentException(SECRET)))),
        SUPPRESSED(heard -> {
            var failure = new IllegalStateException("x");
            failure.addSuppressed(new IllegalStateException(SECRET));
            heard.thrown(failure);
        }),
        OBJECT(heard -> heard.shown("one", new StringBuilder(SECRET))),
        RESULT_OF_AN_ACT(heard -> heard.act(() -> SECRET)),
        FAILURE_OF_AN_ACT(heard -> heard.act(() -> {
            throw new java.io.IOException(SECRET);
        })),
        EVENT(heard -> heard.on(new KsefEvent.SystemWarning("GET /x", CallCorrelation.NONE, "c", SECRET))),
        NAME_OF_A_METER(heard -> heard.on(new KsefEvent.SystemWarning("GET /x", CallCorrelation.NONE, SECRET, "m"))),
        BASE64(heard -> heard.shown(Base64.getEncoder().encodeToString(BYTES))),
        HEX(heard -> heard.shown(HexFormat.of().formatHex(BYTES)));

        private final java.util.function.Consumer<Overheard> plant;

        Leak(java.util.function.Consumer<Overheard> plant) {
            this.plant = plant;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leak_isFound(Leak leak) {
        Needles needles = new Needles().text(SECRET).bytes(BYTES);
        try (Overheard heard = Overheard.fromNowOn()) {
            assertThat(needles.foundIn(heard.everything())).isEmpty();
            leak.plant.accept(heard);
            assertThat(needles.foundIn(heard.everything())).isNotEmpty();
        }
    }

    @Test
    void streamsAndLog_areLeftAsTheyWere() {
        var out = System.out;
        var handlers = Logger.getLogger("").getHandlers();
        Overheard.fromNowOn().close();
        assertThat(System.out).isSameAs(out);
        assertThat(Logger.getLogger("").getHandlers()).containsExactly(handlers);
    }
}
