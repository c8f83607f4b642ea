package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManyCredentialsTest extends TokenScenario {

    private static final Credentials SALES = Credentials.ksefToken("sales").named(CredentialsId.of("sales"));
    private static final Credentials BOOKS = Credentials.ksefToken("books").named(CredentialsId.of("books"));

    private final List<String> used = new ArrayList<>();

    @Test
    void eachContext_signsInWithItsOwn() {
        TokenProvider provider = with(CredentialsProvider.of(Map.of(ONE, SALES, OTHER, BOOKS)));
        provider.bearer(ONE);
        provider.bearer(OTHER);
        assertThat(used).containsExactly(ONE + " sales", OTHER + " books");
        assertThatThrownBy(() -> provider.bearer(Nip.of("7762811692")))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("no credentials for 7762811692");
    }

    @Test
    void oneContext_withTwoCredentials_hasTokensOfEach() {
        TokenProvider provider = with(new CredentialsProvider() {
            @Override
            public Credentials find(ContextIdentifier context) {
                return SALES;
            }

            @Override
            public @Nullable Credentials find(ContextIdentifier context, CredentialsId id) {
                return List.of(SALES, BOOKS).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElse(null);
            }
        });
        AccessToken usual = provider.bearer(ONE);
        AccessToken books = provider.of(ONE, BOOKS.id()).bearer(Deadline.NEVER);
        assertThat(books).isNotEqualTo(usual);
        assertThat(provider.bearer(ONE)).isSameAs(usual);
        assertThat(provider.of(ONE, SALES.id())).isSameAs(provider.of(ONE));
        assertThat(used).containsExactly(ONE + " sales", ONE + " books");
        var unknown = provider.of(ONE, CredentialsId.of("unknown"));
        assertThatThrownBy(() -> unknown.bearer(Deadline.NEVER))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void replacedSecret_isUsedByTheNextSignIn() {
        var current =
                new AtomicReference<Credentials>(Credentials.ksefToken("before").named(CredentialsId.of("main")));
        List<Credentials> seen = new ArrayList<>();
        signIn = (context, credentials, deadline) -> {
            seen.add(credentials);
            return login(context, credentials, deadline);
        };
        TokenProvider provider = with(CredentialsProvider.of(context -> current.get()));
        provider.bearer(ONE);
        current.set(Credentials.ksefToken("after").named(CredentialsId.of("main")));
        provider.of(ONE).signInAnew(Deadline.NEVER);
        assertThat(seen).hasSize(2).last().isEqualTo(current.get());
    }

    @Test
    void otherUsualCredentials_countAfterInvalidation() {
        var current = new AtomicReference<>(SALES);
        TokenProvider provider = with(CredentialsProvider.of(context -> current.get()));
        provider.bearer(ONE);
        current.set(BOOKS);
        provider.invalidate(ONE);
        provider.bearer(ONE);
        assertThat(used).containsExactly(ONE + " sales", ONE + " books");
    }

    @Test
    void ksefToken_isNamedByItsFingerprint_whichDoesNotTellIt() {
        Credentials one = Credentials.ksefToken("20261102-EC-1|nip-5265877635|secret");
        assertThat(one.id())
                .isEqualTo(Credentials.ksefToken("20261102-EC-1|nip-5265877635|secret")
                        .id());
        assertThat(one.id())
                .isNotEqualTo(Credentials.ksefToken("20261102-EC-1|nip-5265877635|other")
                        .id());
        assertThat(one.toString() + one.id()).doesNotContain("secret", "5265877635");
    }

    @Test
    void idleContexts_leaveMemory_andComeBackByThemselves() {
        TokenProvider provider = settings().idle(Duration.ofMinutes(10)).build();
        for (int i = 0; i < 2_000; i++) {
            provider.bearer(nip(i));
        }
        assertThat(provider.size()).isEqualTo(2_000);
        time.advance(Duration.ofMinutes(9));
        provider.bearer(nip(7));
        time.advance(Duration.ofMinutes(5));
        provider.bearer(nip(8));
        assertThat(provider.size()).as("used within ten minutes").isEqualTo(2);
        assertThat(logins).as("an idle one signs in when it comes back").hasValue(2_001);
    }

    @Test
    void heldTokens_areEmptied_butNeverReplaced() throws Exception {
        TokenProvider provider = settings().idle(Duration.ofMinutes(10)).build();
        ContextTokens view = provider.of(ONE);
        view.bearer(Deadline.NEVER);
        time.advance(Duration.ofMinutes(20));
        provider.bearer(OTHER);
        assertThat(provider.size()).isEqualTo(1);
        System.gc();
        assertThat(provider.of(ONE)).isSameAs(view);
        assertThat(view.bearer(Deadline.NEVER)).isSameAs(provider.bearer(ONE));
        assertThat(logins).as("one more for the view and the provider together").hasValue(3);
    }

    @Test
    void tokensThatNobodyHolds_areCollected() throws Exception {
        TokenProvider provider = settings().idle(Duration.ofMinutes(10)).build();
        var idle = new java.lang.ref.WeakReference<>(provider.of(ONE));
        provider.bearer(ONE);
        time.advance(Duration.ofMinutes(20));
        provider.bearer(OTHER);
        for (int i = 0; i < 100 && idle.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(idle.get()).isNull();
    }

    private static Nip nip(int number) {
        return new Nip("%010d".formatted(number));
    }

    private TokenProvider with(CredentialsProvider credentials) {
        SignIn recorded = (context, with, deadline) -> {
            used.add(context + " " + with.id());
            return signIn.signIn(context, with, deadline);
        };
        return TokenProvider.builder("TEST", transport, recorded, credentials, new ServerClock(time), time)
                .build();
    }
}
