package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SessionCapacityTest {

    private static final int THREADS = 4;
    private static final int MOST = 500_000;

    @Test
    @SuppressWarnings("NullAway") // Whose places they are does not matter.
    void manyThreads_takeNoMorePlacesThanThereAre() throws Exception {
        var capacity = new SessionCapacity(null, MOST, Long.MAX_VALUE);
        var together = new CyclicBarrier(THREADS);
        Callable<Integer> taker = () -> {
            together.await();
            int taken = 0;
            while (capacity.take(0).isEmpty()) {
                taken++;
            }
            return taken;
        };
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var takers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < THREADS; i++) {
                takers.add(threads.submit(taker));
            }
            int all = 0;
            for (Future<Integer> each : takers) {
                all += each.get();
            }
            assertThat(all).isEqualTo(MOST);
        } finally {
            threads.shutdownNow();
        }
    }
}
