package dev.ksef.adapter.redis;

import static dev.ksef.adapter.redis.TokenFixture.WHOSE;
import static dev.ksef.adapter.redis.TokenFixture.patient;
import static dev.ksef.adapter.redis.TokenFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases between stores, as between machines. */
class LeaseTest {

    private final RealRedis redis = RealRedis.shared();
    private final String prefix = RealRedis.newPrefix();
    private final TokenEntry entry = TokenEntry.of(WHOSE, prefix);
    private final List<RedisTokenStore> opened = new ArrayList<>();
    private final TestThreads threads = new TestThreads();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private RedisTokenStore node() {
        return node(Duration.ofSeconds(30));
    }

    private RedisTokenStore node(Duration lease) {
        var store = RedisTokenStore.encrypted(
                RedisAccess.to(redis.uri()).keyPrefix(prefix).leaseLength(lease), TokenFixture.KEYS);
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        opened.forEach(RedisTokenStore::close);
        threads.end();
    }

    private Future<String> occupied(RedisTokenStore node) throws Exception {
        Future<String> work = threads.start(() -> node.exclusively(WHOSE, patient(), () -> {
            inside.countDown();
            awaitGoOn();
            return "done";
        }));
        assertThat(inside.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return work;
    }

    private boolean awaitGoOn() {
        try {
            return goOn.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void nodes_areAtTheSameKeyOneAtATime() throws Exception {
        var nodes = List.of(node(), node(), node());
        var atWork = new AtomicInteger();
        List<Integer> most = new ArrayList<>();
        TestThreads.runTogether(
                6,
                number -> nodes.get(number % 3).exclusively(WHOSE, patient(), () -> {
                    int here = atWork.incrementAndGet();
                    nodes.get(number % 3).save(WHOSE, tokens(number));
                    most.add(here);
                    return atWork.decrementAndGet();
                }));
        assertThat(most).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void otherNode_waitsUntilTheDeadlineThenSaysWho() throws Exception {
        occupied(node());
        assertThatThrownBy(() ->
                        node().exclusively(WHOSE, Deadline.after(Duration.ofMillis(100), Time.system()), () -> "never"))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("Another process")
                .hasMessageContaining(WHOSE.toString());
    }

    @Test
    void otherNode_whoseThreadIsInterrupted_endsAndKeepsTheInterrupt() throws Exception {
        occupied(node());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> node().exclusively(WHOSE, Deadline.NEVER, () -> "never"))
                .isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void otherNode_thatIsClosedWhileItWaits_fails() throws Exception {
        occupied(node());
        RedisTokenStore other = node();
        var waiting = new CountDownLatch(1);
        Future<String> waiter = threads.start(() -> {
            waiting.countDown();
            return other.exclusively(WHOSE, Deadline.NEVER, () -> "never");
        });
        waiting.await();
        other.close();
        assertThatThrownBy(() -> waiter.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void workThatTakesLongerThanALease_keepsIt() throws Exception {
        Future<String> work = occupied(node(Duration.ofSeconds(1)));
        String holder = redis.commands().get(entry.holderName());
        for (int renewals = 0; renewals < 4; renewals++) {
            awaitRenewal();
        }
        assertThat(redis.commands().get(entry.holderName())).isEqualTo(holder);
        goOn.countDown();
        assertThat(work.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("done");
    }

    /** Waits until the lease ends later than it did before. */
    private void awaitRenewal() throws InterruptedException {
        long latest = Time.system().millis() + TestThreads.PATIENCE_SECONDS * 1000;
        long before = redis.commands().pttl(entry.leaseName());
        long now = before;
        while (now <= before) {
            assertThat(Time.system().millis()).as("a renewal comes").isLessThan(latest);
            before = now;
            Time.system().sleepUntil(Time.system().millis() + 20);
            now = redis.commands().pttl(entry.leaseName());
        }
    }

    @Test
    void leaseOfAHolderThatIsGone_isTakenWhenItEnds() {
        redis.commands().psetex(entry.leaseName(), 150, "gone");
        redis.commands().psetex(entry.holderName(), 100_000, "gone");
        assertThat(node().<String>exclusively(WHOSE, patient(), () -> "next")).isEqualTo("next");
    }

    @Test
    void leaseThatEndedAndNobodyTook_isTakenAgainBySaving() {
        RedisTokenStore node = node();
        node.exclusively(WHOSE, patient(), () -> {
            redis.commands().del(entry.leaseName());
            node.save(WHOSE, tokens(1));
            assertThat(redis.commands().get(entry.leaseName())).isNotNull();
            assertThat(redis.commands().pttl(entry.leaseName())).isBetween(1L, 30_000L);
            assertThat(redis.commands().pttl(entry.holderName())).isGreaterThan(30_000L);
            return 1;
        });
        assertThat(node.find(WHOSE)).contains(tokens(1));
    }

    @Test
    void leaseThatAnotherHeldAndGaveBack_isLostAllTheSame() {
        RedisTokenStore node = node();
        RedisTokenStore next = node();
        node.exclusively(WHOSE, patient(), () -> {
            redis.commands().del(entry.leaseName());
            next.exclusively(WHOSE, patient(), () -> {
                next.save(WHOSE, tokens(2));
                return 2;
            });
            assertThatThrownBy(() -> node.save(WHOSE, tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("the lease is lost");
            assertThatThrownBy(() -> node.remove(WHOSE)).isInstanceOf(KsefStorageException.class);
            return 1;
        });
        assertThat(node.find(WHOSE)).contains(tokens(2));
        node.save(WHOSE, tokens(3));
        assertThat(node.find(WHOSE)).as("after the work the last write wins").contains(tokens(3));
    }

    @Test
    void leaseThatWasGivenBack_leavesNothing() {
        node().exclusively(WHOSE, patient(), () -> 1);
        assertThat(redis.keys(prefix)).isEmpty();
    }

    @Test
    void nodeThatIsClosedAtWork_givesItsLeaseBack() throws Exception {
        RedisTokenStore node = node();
        Future<String> work = occupied(node);
        node.close();
        assertThat(node().<String>exclusively(WHOSE, patient(), () -> "next")).isEqualTo("next");
        goOn.countDown();
        assertThat(work.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void nodeThatIsClosedAtTheEndOfWork_leavesNoLease() throws Exception {
        for (int round = 0; round < 200; round++) {
            RedisTokenStore node = node();
            var atItsEnd = new CountDownLatch(1);
            Future<Integer> work = threads.start(() -> node.exclusively(WHOSE, patient(), () -> {
                atItsEnd.countDown();
                return 1;
            }));
            assertThat(atItsEnd.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            node.close();
            assertThat(work.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(redis.keys(prefix)).as("round " + round).isEmpty();
        }
    }

    @Test
    void threadThatRenews_isThereOnlyWhileALeaseIsHeld() throws Exception {
        RedisTokenStore node = node();
        Future<String> work = occupied(node);
        assertThat(renewingThreads()).isEqualTo(1);
        goOn.countDown();
        work.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        long latest = Time.system().millis() + TestThreads.PATIENCE_SECONDS * 1000;
        while (renewingThreads() > 0 && Time.system().millis() < latest) {
            Time.system().sleepUntil(Time.system().millis() + 5);
        }
        assertThat(renewingThreads()).isZero();
    }

    private static long renewingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ksef-redis-leases"))
                .count();
    }
}
