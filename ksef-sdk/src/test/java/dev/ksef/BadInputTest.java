package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant is refused where it is said, before anything leaves. */
class BadInputTest extends Scenario {

    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void timeout_thatIsNotPositive_isRefusedWhereItIsSet(Duration timeout) {
        for (ThrowingCallable setting : List.<ThrowingCallable>of(
                () -> company.within(timeout),
                () -> ksef.inCurrentContext().within(timeout),
                () -> KsefClient.builder().timeout(timeout),
                () -> settled().tokens(tokens -> tokens.timeout(timeout)).build(),
                () -> settled()
                        .encryption(encryption -> encryption.timeout(timeout))
                        .build(),
                () -> settled().http(http -> http.connectTimeout(timeout)).build(),
                () -> settled().http(http -> http.readTimeout(timeout)).build())) {
            assertThatThrownBy(setting)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(timeout.toString());
        }
    }

    @Test
    void patienceOfNothing_endsAtOnce_andNothingLeaves() {
        SentInvoice sent = session().send(invoice("FV/1"));
        int calls = contract.log().size();
        var late = catchThrowableOfType(KsefDeadlineException.class, () -> sent.await(Duration.ZERO));
        assertThat(late.referenceNumber()).contains(sent.referenceNumber());
        for (ThrowingCallable wait : List.<ThrowingCallable>of(
                () -> company.within(Duration.ofNanos(1)).sessions().openOnline(FormCode.FA_3),
                () -> company.invoices().await(new KsefNumber("5265877635-20261102-0123456789AB-2B"), Duration.ZERO),
                () -> ksef.tokens().of(company.context()).signInAnew(new Deadline(time.millis())),
                () -> ksef.tokens().of(Nip.of("1111111111")).bearer(new Deadline(0)))) {
            assertThatThrownBy(wait).isInstanceOf(KsefDeadlineException.class);
        }
        assertThatThrownBy(() -> sent.await(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(contract.log()).as("calls").hasSize(calls);
    }

    @Test
    void timesBeyondTheCalendar_areAsGoodAsNone() {
        OnlineSession session = company.within(LONGEST).sessions().openOnline(FormCode.FA_3);
        assertThat(session.send(invoice("FV/1")).await(LONGEST).ksefNumber()).isNotNull();
    }

    @Test
    void intervalsThatAreNone_areRefused() {
        for (Duration[] intervals :
                new Duration[][] {{Duration.ZERO, Duration.ofSeconds(1)}, {Duration.ofSeconds(2), Duration.ofSeconds(1)}
                }) {
            assertThatThrownBy(() -> settled().polling(intervals[0], intervals[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(intervals[0].toString());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // What NullAway does not see is what is shown.
    void nothing_whereSomethingIsNeeded_isNamed_andNothingLeaves() {
        ContentKey key = ContentKey.of(new byte[32], new byte[16]);
        refused("formCode", () -> company.sessions().openOnline(null));
        refused("formCode", () -> company.sessions().openOnline(null, key));
        refused("contentKey", () -> company.sessions().openOnline(FormCode.FA_3, null));
        refused("formCode", () -> company.sessions().openRollingOnline(null));
        refused("rollOver", () -> company.sessions().openRollingOnline(FormCode.FA_3, null));
        refused("number", () -> company.certificates().find(null));
        refused("NIP", () -> ksef.forNip(null));
        refused("timeout", () -> company.within(null));
        assertThat(contract.log()).as("calls").isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // What NullAway does not see is what is shown.
    void nothing_asASetting_isNamedWhereItIsSet() {
        refused("environment", () -> settled().environment(null));
        refused("credentials", () -> settled().credentials((Credentials) null).build());
        refused("listener", () -> settled().listener(null));
        refused("time", () -> settled().time(null));
        refused("crypto", () -> settled().crypto(null));
        refused("settings", () -> settled().http(null));
        refused("transport", () -> settled().transport(null));
        refused("tls", () -> settled().http(http -> http.tls(null)).build());
        refused("proxy", () -> settled().http(http -> http.proxy(null)).build());
        refused("engine", () -> settled().http(http -> http.engine(null)).build());
    }

    private static void refused(String name, ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(NullPointerException.class).hasMessageContaining(name);
    }

    private OnlineSession session() {
        return company.sessions().openOnline(FormCode.FA_3);
    }

    private static KsefClient.Builder settled() {
        return KsefClient.builder()
                .environment(KsefEnvironment.TEST)
                .credentials(Credentials.ksefToken("token"))
                .time(Time.system());
    }
}
