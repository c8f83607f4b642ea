package dev.ksef.domain.token;

import static dev.ksef.domain.token.FakeTokens.number;
import static dev.ksef.model.token.TokenPermission.INVOICE_READ;
import static dev.ksef.model.token.TokenPermission.INVOICE_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefToken;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTokenLostException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenStatus;
import dev.ksef.port.CallScope;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KsefTokensTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-02T09:00:00Z");

    private final FakeTokens ksef = new FakeTokens();
    private final KsefTokens tokens = ksef.tokens();

    @Test
    void token_thatBecomesActive_isCredentials() {
        NewKsefToken created = tokens.generate("Sklep internetowy", INVOICE_WRITE, INVOICE_READ);
        state(TokenStatus.PENDING);
        ksef.statuses.add(new OpenEnum<>("Warming", null));
        state(TokenStatus.ACTIVE);

        assertThat(created.await(PATIENCE).is(TokenStatus.ACTIVE)).isTrue();
        assertThat(ksef.calls).containsExactly("generate", "get", "get", "get");
        assertThat(Credentials.ksefToken(created.token()).token()).isEqualTo(KsefToken.of("sec-ret"));
        assertThat(created).hasToString("NewKsefToken[" + number(1) + "]");
    }

    @Test
    void tokenThatIsNotActiveInTime_isToldWithItsNumber() {
        state(TokenStatus.PENDING);
        NewKsefToken created = tokens.generate("Sklep", INVOICE_READ);
        var late = catchThrowableOfType(KsefDeadlineException.class, () -> created.await(PATIENCE));
        assertThat(late).hasMessageContaining(number(1).value());
        assertThat(late.referenceNumber()).contains(number(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenStatus.class,
            names = {"REVOKING", "REVOKED"})
    void revokedToken_isNotWaitedFor(TokenStatus status) {
        state(status);
        assertThatThrownBy(() -> tokens.resume(number(7)).await(PATIENCE))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining(number(7) + " was revoked")
                .hasMessageContaining("generate another");
        assertThat(ksef.calls).containsExactly("get");
    }

    @Test
    void tokenThatFailed_isToldWithKsefsReasons() {
        ksef.details = List.of("Brak uprawnień");
        state(TokenStatus.FAILED);
        assertThatThrownBy(() -> tokens.resume(number(7)).await(PATIENCE))
                .isExactlyInstanceOf(KsefException.class)
                .hasMessageContaining("Brak uprawnień")
                .hasMessageContaining("generate another");
    }

    @Test
    void secretOfAnotherProcess_isNotKnown_andTheTokenToRevokeIsNamed() {
        state(TokenStatus.ACTIVE);
        NewKsefToken found = tokens.resume(number(7));
        found.await(PATIENCE);
        assertThatThrownBy(found::token)
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("revoke token " + number(7));
    }

    @ParameterizedTest
    @CsvSource({"26001, ask for fewer", "26002, context of a NIP"})
    void refusal_isExplained(int code, String advice) {
        ksef.onGenerate = () -> {
            throw Faked.error(400, code);
        };
        assertThatThrownBy(() -> tokens.generate("Sklep", INVOICE_READ))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining(String.valueOf(code))
                .hasMessageContaining(advice);
        assertThat(ksef.calls).as("nothing is looked for").containsExactly("generate");
    }

    @Test
    void requestThatKsefWouldRefuse_isNotSent() {
        assertThatThrownBy(() -> tokens.generate("Skl", INVOICE_READ)).hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> tokens.generate("Sklep")).hasMessageContaining("needs a permission");
        assertThat(ksef.calls).isEmpty();
    }

    @Test
    void lostAnswer_namesTheTokenToRevoke_andNoOther() {
        GenerateToken same = GenerateToken.of("Sklep", List.of(INVOICE_READ));
        ksef.keep(same, TokenStatus.ACTIVE, NOW.minusHours(1));
        ksef.keep(GenerateToken.of("Sklep", List.of(INVOICE_WRITE)), TokenStatus.ACTIVE, NOW);
        ksef.keep(GenerateToken.of("Sklep 2", List.of(INVOICE_READ)), TokenStatus.ACTIVE, NOW);
        ksef.keep(same, TokenStatus.REVOKED, NOW);
        ksef.onAnswer = FakeTokens::cut;

        KsefTokenLostException lost = lost();
        assertThat(lost.tokens()).containsExactly(number(5));
        assertThat(lost)
                .hasMessageContaining("'Sklep' got no answer")
                .hasMessageContaining("like it was generated at that time: " + number(5))
                .hasMessageContaining("revoke it unless somebody has its secret")
                .hasCauseInstanceOf(KsefTransportException.class);
        assertThat(lost.getSuppressed()).isEmpty();
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
        assertThat(ksef.calls).containsOnlyOnce("generate");
    }

    @Test
    void tokenThatWasGivenOut_isNotCalledLost() {
        tokens.generate("Sklep", INVOICE_READ);
        ksef.tokens().generate("Sklep", INVOICE_READ);
        ksef.onAnswer = FakeTokens::cut;
        assertThat(lost().tokens()).as("of this view or another").containsExactly(number(3));
        ksef.rows.remove(0);
        ksef.onGenerate = FakeTokens::cut;
        assertThat(lost()).hasMessageContaining("KSeF lists no such token");
    }

    @Test
    void givenTokens_areRemembered_theLatestThousand() {
        GivenTokens given = new GivenTokens();
        for (int i = 0; i <= GivenTokens.MOST; i++) {
            given.add(new ReferenceNumber("token " + i));
        }
        assertThat(given.has(new ReferenceNumber("token 0"))).isFalse();
        assertThat(given.has(new ReferenceNumber("token 1"))).isTrue();
        assertThat(given.has(new ReferenceNumber("token " + GivenTokens.MOST))).isTrue();
    }

    @Test
    void severalThatMayBeTheLostOne_areAllNamed() {
        ksef.keep(GenerateToken.of("Sklep", List.of(INVOICE_READ)), TokenStatus.ACTIVE, NOW);
        ksef.onAnswer = () -> {
            throw Faked.error(502, 0);
        };
        KsefTokenLostException lost = lost();
        assertThat(lost.tokens()).containsExactly(number(2), number(1));
        assertThat(lost)
                .hasMessageContaining("answered with HTTP 502")
                .hasMessageContaining("revoke those whose secret, which KSeF shows once, nobody has");
    }

    @Test
    void tokenOfSomebodyElse_doesNotEndTheSearchForTheLostOne() {
        GenerateToken same = GenerateToken.of("Sklep", List.of(INVOICE_READ));
        ksef.keep(same, TokenStatus.ACTIVE, NOW);
        ksef.onGenerate = FakeTokens::cut;
        ksef.onList = () -> {
            if (ksef.rows.size() == 1
                    && ksef.time.instant().isAfter(NOW.plusSeconds(5).toInstant())) {
                ksef.keep(same, TokenStatus.PENDING, NOW);
            }
        };
        assertThat(lost().tokens()).containsExactly(number(2), number(1));
    }

    @Test
    void lostRequest_isLookedForSeveralTimes_andToldAsUnknown() {
        ksef.onGenerate = FakeTokens::cut;
        KsefTokenLostException lost = lost();
        assertThat(lost.tokens()).isEmpty();
        assertThat(lost).hasMessageContaining("KSeF lists no such token so far, so it may not exist");
        assertThat(ksef.calls.stream().filter("list null"::equals).count()).isGreaterThan(2);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
    }

    @Test
    void search_endsAfterTenSeconds_whateverItsPagesTake() {
        ksef.onAnswer = FakeTokens::cut;
        ksef.keep(GenerateToken.of("Sklep", List.of(INVOICE_READ)), TokenStatus.ACTIVE, NOW);
        Deadline end = Deadline.after(Duration.ofSeconds(10), ksef.time);
        lost();
        assertThat(ksef.calls).as("several pages").contains("list 1");
        assertThat(ksef.transport.scopes())
                .extracting(CallScope::deadline)
                .as("generating, and all pages of all looks")
                .containsExactly(Deadline.NEVER, end);
    }

    @Test
    void listThatIsRefused_leavesTheLossTold_andSaysThatNobodyLooked() {
        ksef.onAnswer = FakeTokens::cut;
        ksef.onList = () -> {
            throw Faked.error(403, 0);
        };
        KsefTokenLostException lost = lost();
        assertThat(lost.tokens()).isEmpty();
        assertThat(lost.getSuppressed()).hasSize(1);
        assertThat(lost)
                .hasMessageContaining("got no answer, and KSeF could not be asked whether the token exists")
                .hasMessageNotContaining("lists no such token");
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
    }

    @Test
    void searchWithoutAnyAnswer_saysThatNobodyLooked() {
        ksef.onAnswer = FakeTokens::cut;
        ksef.onList = FakeTokens::cut;
        assertThat(lost()).hasMessageContaining("could not be asked");
    }

    @Test
    void searchOfWhichOneLookWasAnswered_tellsWhatItSaw() {
        ksef.onGenerate = FakeTokens::cut;
        ksef.onList = () -> {
            if (ksef.calls.size() > 2) {
                FakeTokens.cut();
            }
        };
        assertThat(lost()).hasMessageContaining("KSeF lists no such token so far");
    }

    @Test
    void requestThatWasNotSent_isToldAsItIs() {
        ksef.onGenerate = () -> {
            throw new KsefTransportException("no host", Delivery.NOT_SENT, null);
        };
        assertThatThrownBy(() -> tokens.generate("Sklep", INVOICE_READ))
                .isInstanceOf(KsefTransportException.class)
                .hasMessage("no host");
        assertThat(ksef.calls).containsExactly("generate");
    }

    @Test
    void list_isReadPageByPage() {
        GenerateToken request = GenerateToken.of("Sklep", List.of(INVOICE_READ));
        ksef.keep(request, TokenStatus.REVOKED, NOW);
        ksef.keep(request, TokenStatus.ACTIVE, NOW);
        ksef.keep(request, TokenStatus.PENDING, NOW);
        assertThat(tokens.stream(TokenFilter.ALL).limit(1)).hasSize(1);
        assertThat(ksef.calls).containsExactly("list null");
        assertThat(tokens.stream(TokenFilter.ALL.with(TokenStatus.ACTIVE, TokenStatus.REVOKED)))
                .extracting(TokenMetadata::referenceNumber)
                .containsExactly(number(2), number(1));
        assertThat(tokens.list(TokenFilter.ALL, "2").items()).hasSize(1);
        tokens.revoke(number(2));
        assertThat(ksef.calls).endsWith("revoke " + number(2));
    }

    private KsefTokenLostException lost() {
        return catchThrowableOfType(KsefTokenLostException.class, () -> tokens.generate("Sklep", INVOICE_READ));
    }

    private void state(TokenStatus status) {
        ksef.statuses.add(OpenEnum.of(status));
    }

    private List<Step> steps() {
        return ksef.events.all().stream()
                .filter(Reconciling.class::isInstance)
                .map(event -> ((Reconciling) event).step())
                .toList();
    }
}
