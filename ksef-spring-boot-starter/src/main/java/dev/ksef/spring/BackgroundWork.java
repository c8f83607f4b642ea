package dev.ksef.spring;

import java.util.concurrent.Executor;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Runs what nobody waits for, on virtual threads where the application has switched these on. */
final class BackgroundWork {

    private static final String PREFIX = "ksef-spring-";
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private BackgroundWork() {}

    /** Whether Spring has virtual threads on. The class that tells it stands in other packages in Boot 4. */
    static boolean isVirtual(Environment environment) {
        return environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
                && Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    static Executor executor(Environment environment) {
        if (isVirtual(environment)) {
            return new VirtualThreadTaskExecutor(PREFIX);
        }
        var executor = new SimpleAsyncTaskExecutor(PREFIX);
        executor.setDaemon(true);
        return executor;
    }
}
