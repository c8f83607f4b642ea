package dev.ksef.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.Faked;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.event.KsefEvent.PublicKeyChosen;
import dev.ksef.port.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** klucze-publiczne-do-szyfrowania.md, sections 4.3 and 4.4: KSeF answers 21470. */
class WithdrawnKeyTest extends KeyScenario {

    private static final int THREADS = 100;

    private final EncryptionService service = settings().build();
    private final List<PublicKeyId> used = new CopyOnWriteArrayList<>();

    @Test
    void withdrawnKey_isFetchedForOnce_andTheActRepeatedOnce() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        publish(key(B, LATELY, TOKEN));
        assertThat(service.with(TOKEN, Deadline.NEVER, knowing(B))).isEqualTo("done");
        assertThat(used).containsExactly(id(A), id(B));
        assertThat(fetches).hasValue(2);
        service.with(TOKEN, Deadline.NEVER, knowing(B));
        assertThat(used).as("remembered").containsExactly(id(A), id(B), id(B));
        assertThat(events.of(PublicKeyChosen.class))
                .containsExactly(new PublicKeyChosen(TOKEN, null, id(A)), new PublicKeyChosen(TOKEN, id(A), id(B)));
    }

    @Test
    void secondRefusal_isTheCallers() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        publish(key(B, LATELY, TOKEN), key(C, LONG_AGO, TOKEN));
        assertThatThrownBy(() -> service.with(TOKEN, Deadline.NEVER, knowing(C)))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21470");
        assertThat(used).containsExactly(id(A), id(B));
    }

    @Test
    void sameKeyPublishedAgain_isNotTriedAgain() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        publish(key(A, LATELY, TOKEN));
        assertThatThrownBy(() -> service.with(TOKEN, Deadline.NEVER, knowing(B)))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21470");
        assertThat(used).containsExactly(id(A));
        assertThat(fetches).hasValue(2);
        assertThat(chosen(service, TOKEN)).as("KSeF says that it is good").isEqualTo(id(A));
    }

    @Test
    void newestKeyThatIsNotKnownYet_givesWayToTheOneBefore() {
        publish(key(A, LONG_AGO, TOKEN), key(B, LATELY, TOKEN));
        assertThat(service.with(TOKEN, Deadline.NEVER, knowing(A))).isEqualTo("done");
        assertThat(used).containsExactly(id(B), id(A));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        service.forceRefresh(Deadline.NEVER);
        assertThat(chosen(service, TOKEN)).as("a forced refresh forgives").isEqualTo(id(B));
    }

    @Test
    void withdrawnKeyOfOneUsage_costsTheOtherNothing() {
        publish(key(A, LONG_AGO, TOKEN, CONTENT));
        assertThatThrownBy(() -> service.with(TOKEN, Deadline.NEVER, knowing(B)))
                .isInstanceOf(KsefApiException.class);
        int before = fetches.get();
        failFetches();
        assertThat(chosen(service, CONTENT)).isEqualTo(id(A));
        assertThat(fetches).hasValue(before);
    }

    @Test
    void withdrawnKeyOfOneUsage_staysTheOtherOnesChoice() {
        publish(key(A, LONG_AGO, TOKEN, CONTENT), key(B, LATELY, TOKEN, CONTENT));
        assertThat(service.with(TOKEN, Deadline.NEVER, knowing(A))).isEqualTo("done");
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        assertThat(chosen(service, CONTENT)).isEqualTo(id(B));
    }

    @Test
    void preloadedKeyThatIsWithdrawn_leadsToAFetch() {
        EncryptionService prepared =
                settings().preload(List.of(EncryptionKey.of(A))).build();
        publish(key(B, LONG_AGO, TOKEN));
        assertThat(prepared.with(TOKEN, Deadline.NEVER, knowing(B))).isEqualTo("done");
        assertThat(used).containsExactly(id(A), id(B));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void fetchThatFailsAfterARefusal_leavesTheRefusalToTheCaller() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        failFetches();
        Throwable failure = catchThrowable(() -> service.with(TOKEN, Deadline.NEVER, knowing(B)));
        assertThat(failure).isInstanceOf(KsefApiException.class).hasMessageContaining("21470");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(KsefTransportException.class);
        assertThat(used).hasSize(1);
    }

    @Test
    void anotherError_isNotRepeated() {
        publish(key(A, LONG_AGO, TOKEN));
        assertThatThrownBy(() -> service.with(TOKEN, Deadline.NEVER, key -> {
                    used.add(key.id());
                    throw Faked.error(400, 21405);
                }))
                .isInstanceOf(KsefApiException.class);
        assertThat(used).hasSize(1);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void listThatOthersAskedForBeforeTheRefusal_isNotTakenForAnAnswerToIt() throws Exception {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        onFetch = () -> {
            asked.countDown();
            await(answered);
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> others = threads.submit(() -> service.forceRefresh(Deadline.NEVER));
            await(asked);
            publish(key(B, LATELY, TOKEN));
            Future<String> result = threads.submit(() -> service.with(TOKEN, Deadline.NEVER, key -> {
                if (key.id().equals(id(A))) {
                    answered.countDown();
                }
                return knowing(B).apply(key);
            }));
            assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("done");
            others.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(used).containsExactly(id(A), id(B));
    }

    @Test
    void manyThreadsThatMeetTheRefusalAtOnce_shareOneFetch_andRepeatOnceEach() throws Exception {
        publish(key(A, LONG_AGO, TOKEN, CONTENT));
        chosen(service, TOKEN);
        publish(key(B, LATELY, TOKEN, CONTENT));
        List<Thread> refused = new CopyOnWriteArrayList<>();
        onFetch = () -> untilTheOthersWait(refused);
        var together = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < THREADS; i++) {
            work.add(() -> service.with(TOKEN, Deadline.NEVER, key -> {
                if (key.id().equals(id(A))) {
                    await(together);
                    refused.add(Thread.currentThread());
                }
                return knowing(B).apply(key);
            }));
        }
        try {
            for (Future<String> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isEqualTo("done");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches).as("the first, and one for all").hasValue(2);
        assertThat(used).filteredOn(id(A)::equals).hasSize(THREADS);
        assertThat(used).filteredOn(id(B)::equals).hasSize(THREADS);
        assertThat(events.of(PublicKeyChosen.class)).hasSize(2);
    }

    /** Returns when all who were refused wait for this fetch, or when somebody begins another one. */
    private void untilTheOthersWait(List<Thread> refused) {
        while (fetches.get() <= 2
                && (refused.size() < THREADS
                        || refused.stream()
                                .anyMatch(each ->
                                        each != Thread.currentThread() && each.getState() == Thread.State.RUNNABLE))) {
            Thread.onSpinWait();
        }
    }

    private Function<EncryptionKey, String> knowing(java.security.PublicKey good) {
        return key -> {
            used.add(key.id());
            if (!key.id().equals(id(good))) {
                throw Faked.error(400, 21470);
            }
            return "done";
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
