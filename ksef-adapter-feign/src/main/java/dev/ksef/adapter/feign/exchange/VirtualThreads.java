package dev.ksef.adapter.feign.exchange;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, which Java 21 brought: the classes are of Java 17 and find them by reflection. */
final class VirtualThreads {

    /** The first version on which a virtual thread that waits within a monitor keeps no platform thread (JEP 491). */
    private static final int FIRST_WITHOUT_PINNING = 24;

    private VirtualThreads() {}

    /** Whether they serve whatever code runs on them, not only code that is known to wait without monitors. */
    static boolean serveAnyCode() {
        return Runtime.version().feature() >= FIRST_WITHOUT_PINNING;
    }

    /** Returns an executor that starts one for each task; empty on a JDK that has none. */
    static Optional<ExecutorService> executor(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class).invoke(builder, name);
            Object factory = type.getMethod("factory").invoke(named);
            return Optional.of((ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory));
        } catch (ReflectiveOperationException absent) {
            return Optional.empty();
        }
    }
}
