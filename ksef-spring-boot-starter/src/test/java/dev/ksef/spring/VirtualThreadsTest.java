package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class VirtualThreadsTest {

    /** On JDK 17 there are none, whatever Spring is told. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backgroundWork_runsOnVirtualThreadsWhereSpringHasThemOn(boolean on) throws Exception {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("spring.threads.virtual.enabled", String.valueOf(on))));
        var thread = new CompletableFuture<Thread>();
        BackgroundWork.executor(environment).execute(() -> thread.complete(Thread.currentThread()));
        Thread ran = thread.get(1, TimeUnit.MINUTES);
        boolean virtual = (boolean)
                (Runtime.version().feature() < 21
                        ? Boolean.FALSE
                        : Thread.class.getMethod("isVirtual").invoke(ran));
        assertThat(virtual).isEqualTo(on && Runtime.version().feature() >= 21);
        assertThat(ran.isDaemon()).isTrue();
    }
}
