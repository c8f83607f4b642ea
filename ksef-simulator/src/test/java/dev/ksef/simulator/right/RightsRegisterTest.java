package dev.ksef.simulator.right;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.identifier.LoginContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RightsRegisterTest {

    private static final LoginContext CONTEXT = LoginContext.nip("5265877635");
    private static final SubjectId SUBJECT = SubjectId.pesel("44051401359");

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21Z");
    private final RightsRegister register = new RightsRegister(clock);

    private static Grant grant(Permission permission) {
        return Grant.bySystem(SUBJECT, CONTEXT, permission, "Uprawnienie");
    }

    @Test
    void right_holdsFromItsStartToItsEnd() {
        register.add(grant(Permission.INVOICE_READ), clock.instant().plusSeconds(1));
        assertThat(register.of(SUBJECT)).as("before").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        String id = register.of(SUBJECT).get(0).id();

        register.end(id, clock.instant().plusSeconds(1));
        assertThat(register.find(id)).as("until its end").isPresent();
        clock.advance(Duration.ofSeconds(1));

        assertThat(register.find(id)).isEmpty();
        assertThat(register.of(SUBJECT, CONTEXT)).isEmpty();
        assertThat(register.in(CONTEXT)).isEmpty();
        assertThat(register.grantedIn(CONTEXT)).isEmpty();
    }

    @Test
    void right_thatIsToEnd_canBeGrantedAnew() {
        register.add(grant(Permission.INVOICE_READ), clock.instant());
        register.end(register.of(SUBJECT).get(0).id(), clock.instant().plusSeconds(1));

        register.add(grant(Permission.INVOICE_READ), clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));

        assertThat(register.of(SUBJECT)).hasSize(1);
    }

    @Test
    void right_thatStartsLater_startsAtOnceWhenItIsGrantedAtOnce() {
        register.add(grant(Permission.INVOICE_READ), clock.instant().plusSeconds(60));

        register.add(grant(Permission.INVOICE_READ), clock.instant());

        assertThat(register.of(SUBJECT)).hasSize(1);
        assertThat(register.all()).as("one right").hasSize(1);
        register.add(grant(Permission.INVOICE_READ), clock.instant().plusSeconds(60));
        assertThat(register.of(SUBJECT)).as("a later start changes nothing").hasSize(1);
    }

    @Test
    void right_thatIsToEnd_endsAtOnceWhenItIsRevokedAtOnce_andNoLater() {
        register.add(grant(Permission.INVOICE_READ), clock.instant());
        String id = register.of(SUBJECT).get(0).id();
        register.end(id, clock.instant().plusSeconds(60));
        register.end(id, clock.instant().plusSeconds(90));
        assertThat(register.all().get(0).end()).isEqualTo(clock.instant().plusSeconds(60));

        register.end(SUBJECT, grant -> true);

        assertThat(register.of(SUBJECT)).isEmpty();
        assertThat(register.all()).isEmpty();
    }

    @Test
    void right_thatEndsEarlierThanOneRevokedBefore_isRemovedAtItsEnd() {
        register.add(grant(Permission.INVOICE_READ), clock.instant());
        register.add(grant(Permission.INVOICE_WRITE), clock.instant());
        List<Right> rights = register.of(SUBJECT);
        register.end(rights.get(0).id(), clock.instant().plusSeconds(60));
        register.end(rights.get(1).id(), clock.instant().plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));

        assertThat(register.all())
                .extracting(Right::id)
                .containsExactly(rights.get(0).id());
    }

    @Test
    void manyThreads_thatGrantAndRevoke_leaveWhatWasNotRevoked() {
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            LoginContext context = LoginContext.nip(Integer.toString(1_111_111_111 + i));
            register.add(Grant.bySystem(SUBJECT, context, Permission.INVOICE_READ, "Uprawnienie"), clock.instant());
            if (i % 2 == 0) {
                List<Right> there = register.of(SUBJECT, context);
                register.end(there.get(0).id(), clock.instant());
            }
        });

        assertThat(register.of(SUBJECT)).hasSize(1_000);
    }
}
