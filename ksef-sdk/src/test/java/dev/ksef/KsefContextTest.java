package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.FormCode;
import dev.ksef.model.InternalId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KsefContextTest extends Scenario {

    private static final String OTHER = "1111111111";

    private final KsefContext here = KsefContext.forNip(simulator.nip());
    private final KsefContext there = KsefContext.forNip(OTHER);
    private final KsefContextClient ambient = ksef.inCurrentContext();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    @AfterEach
    void noScopeIsLeft() throws Exception {
        assertThat(KsefContext.current()).isEmpty();
        assertThat(onPool(KsefContext::current)).isEmpty();
        pool.shutdownNow();
    }

    @Test
    void noContext_isAClearError_andNothingLeaves() {
        assertThatIllegalStateException()
                .isThrownBy(ambient::sessions)
                .withMessageContaining("KsefContext.run")
                .withMessageContaining("forContext");
        assertThatIllegalStateException().isThrownBy(ambient::signOut);
        assertThat(ambient.toString()).contains("there is none");
        assertThat(contract.log()).isEmpty();
    }

    @Test
    void view_followsTheScope_fromOneToTheNext() throws Exception {
        assertThat(here.call(ambient::context)).isEqualTo(here.identifier());
        assertThat(there.call(ambient::context)).isEqualTo(there.identifier());
        here.run(() -> ambient.sessions().openOnline(FormCode.FA_3).close());
        assertThat(contract.log()).anyMatch(line -> line.endsWith("/close 204"));
    }

    @Test
    void session_staysWithTheContextItWasOpenedIn() throws Exception {
        var session = here.call(() -> ambient.sessions().openOnline(FormCode.FA_3));
        there.run(() -> session.send(invoice("FV/1")));
        session.close();
        assertThat(session.status().invoiceCount()).isEqualTo(1);
    }

    @Test
    void innerScope_counts_andTheOuterOneReturns_evenAfterAnException() {
        here.run(() -> {
            there.run(() -> assertThat(KsefContext.current()).contains(there));
            assertThat(KsefContext.current()).contains(here);
            assertThatThrownBy(() -> there.call(() -> {
                        throw new java.io.IOException("inside");
                    }))
                    .as("exceptions pass as they are")
                    .isInstanceOf(java.io.IOException.class);
            assertThat(KsefContext.current()).contains(here);
        });
        assertThat(KsefContext.current()).isEmpty();
    }

    @Test
    void actionThatThrows_leavesItsThreadAsItWas() {
        Runnable failing = () -> {
            throw new IllegalArgumentException("inside");
        };
        assertThatThrownBy(() -> here.run(failing)).hasMessage("inside");
        assertThat(KsefContext.current()).isEmpty();
        here.run(() -> {
            assertThatThrownBy(() -> there.run(failing)).hasMessage("inside");
            assertThat(KsefContext.current()).contains(here);
            Runnable wrapped = KsefContext.wrap(failing);
            there.run(() -> {
                assertThatThrownBy(wrapped::run).hasMessage("inside");
                assertThat(KsefContext.current()).contains(there);
            });
        });
    }

    @Test
    void otherThreads_inheritNothing_butWhatIsWrapped() throws Exception {
        List<Optional<KsefContext>> seen = new ArrayList<>();
        here.run(() -> {
            var plain = new Thread(() -> seen.add(KsefContext.current()));
            var carried = new Thread(KsefContext.wrap((Runnable) () -> seen.add(KsefContext.current())));
            for (Thread thread : List.of(plain, carried)) {
                thread.start();
                join(thread);
            }
        });
        assertThat(seen).containsExactly(Optional.empty(), Optional.of(here));
    }

    @Test
    void wrappedCallable_outlivesTheScope_andLeavesItsThreadAsItWas() throws Exception {
        Callable<Optional<KsefContext>> carried = here.call(() -> KsefContext.wrap(KsefContext::current));
        Callable<Optional<KsefContext>> both = there.call(() -> KsefContext.wrap(() -> {
            assertThat(carried.call()).contains(here);
            return KsefContext.current();
        }));
        assertThat(onPool(both)).contains(there);
        assertThat(onPool(KsefContext::current)).isEmpty();
    }

    @Test
    void wrappedWithoutAScope_runsInNone_evenWhereThereIsOne() throws Exception {
        Callable<Optional<KsefContext>> none = KsefContext.wrap(KsefContext::current);
        assertThat(here.call(none)).isEmpty();
    }

    @Test
    void wrappedExecutor_carriesTheScopeOfWhoeverHandsOver() throws Exception {
        var carrying = KsefContext.wrap(pool);
        var first = here.call(() -> CompletableFuture.supplyAsync(KsefContext::current, carrying));
        var second = there.call(() -> CompletableFuture.supplyAsync(KsefContext::current, carrying));
        var third = CompletableFuture.supplyAsync(KsefContext::current, carrying);
        assertThat(first.get(10, TimeUnit.SECONDS)).contains(here);
        assertThat(second.get(10, TimeUnit.SECONDS)).contains(there);
        assertThat(third.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void virtualThreads_haveScopesOfTheirOwn() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "SKIPPED: this JDK has no virtual threads");
        try (var threads = new Closing((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null))) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                KsefContext own = KsefContext.of(InternalId.of("5265877635-%05d".formatted(i)));
                all.add(threads.executor()
                        .submit(() -> own.call(() -> {
                            Thread.yield();
                            boolean nested =
                                    there.call(() -> KsefContext.current().equals(Optional.of(there)));
                            return nested && KsefContext.current().equals(Optional.of(own));
                        })));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void pooledThread_keepsNothingOfAScopeThatEnded() throws Exception {
        var context = new WeakReference<>(onPool(() -> {
            KsefContext passing = KsefContext.forNip(simulator.nip());
            passing.run(() -> {});
            return passing;
        }));
        for (int i = 0; i < 100 && context.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(context.get()).as("reachable from a thread of the pool").isNull();
    }

    @Test
    void forcedAuthentication_signsInOncePerScope() throws Exception {
        here.run(() -> list(ambient));
        var forcing = here.forcingAuthentication();
        forcing.run(() -> {
            list(ambient);
            list(ambient);
            list(ambient);
        });
        assertThat(signIns()).isEqualTo(2);
        forcing.call(() -> onPool(KsefContext.wrap(() -> list(ambient))));
        assertThat(signIns()).as("another entering is another scope").isEqualTo(3);
        list(company.forcingAuthentication());
        assertThat(signIns()).isEqualTo(4);
    }

    @Test
    void viewThatForcesAuthentication_followsTheScope_soThatTaxpayersAreNotMixedUp() throws Exception {
        KsefContextClient forcing = here.call(ambient::forcingAuthentication);
        assertThat(there.call(forcing::context)).isEqualTo(there.identifier());
        here.run(() -> list(ambient));
        here.run(() -> list(forcing));
        here.run(() -> list(forcing));
        assertThat(signIns())
                .as("the first use of the view joins no sign-in begun before it")
                .isEqualTo(1);
        here.run(() -> list(ambient.forcingAuthentication()));
        assertThat(signIns()).isEqualTo(2);
    }

    @Test
    void authenticationReference_holdsCallsToOneSignIn() {
        list(company);
        ReferenceNumber first = events.of(KsefEvent.TokenObtained.class).get(0).signIn();
        KsefContext bound = here.withAuthenticationReference(first);
        bound.run(() -> assertThat(list(ambient)).isTrue());
        list(company.forcingAuthentication());
        int before = contract.log().size();
        bound.run(() -> assertThatThrownBy(() -> list(ambient)).isInstanceOf(KsefException.class));
        assertThat(contract.log()).as("nothing leaves under another sign-in").hasSize(before);
    }

    @Test
    void forcingAndNaming_excludeEachOther() {
        var signIn = ReferenceNumber.of("20261102-AU-0000000001-0000000000-00");
        assertThatIllegalStateException()
                .isThrownBy(() -> here.forcingAuthentication().withAuthenticationReference(signIn));
        assertThatIllegalStateException()
                .isThrownBy(() -> here.withAuthenticationReference(signIn).forcingAuthentication());
        assertThat(here.withAuthenticationReference(signIn))
                .isEqualTo(here.withAuthenticationReference(signIn))
                .isNotEqualTo(here)
                .hasToString("KsefContext[" + here.identifier() + ", under sign-in " + signIn + "]");
    }

    private static boolean list(KsefContextClient view) {
        return !view.open(AuthSessionApi.class).list(null, null).items().isEmpty();
    }

    private long signIns() {
        return events.of(KsefEvent.TokenObtained.class).stream()
                .filter(event -> !event.refreshed())
                .count();
    }

    private <T> T onPool(Callable<T> action) throws Exception {
        return pool.submit(action).get(10, TimeUnit.SECONDS);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** On 17 an executor is not closeable. */
    private record Closing(ExecutorService executor) implements AutoCloseable {

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
