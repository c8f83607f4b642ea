package dev.ksef.domain.planted;

import dev.ksef.KsefClient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Breaks the rules about time, static state, reflection, Optional, printing, and knowing the client. */
public final class Impatient {

    static final Map<String, Object> SEEN = new ConcurrentHashMap<>();

    static int count;

    private Impatient() {}

    static Instant nap() throws InterruptedException {
        Thread.sleep(1);
        return Instant.now();
    }

    static Object reflect(String name) throws ReflectiveOperationException {
        count++;
        SEEN.put(name, count);
        return Class.forName(name).getDeclaredConstructor().newInstance();
    }

    public static void say(Optional<KsefClient> client) {
        System.out.println(client);
    }
}
