package dev.ksef.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.PublicKeyChosen;
import dev.ksef.port.event.KsefEvent.PublicKeyKept;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** klucze-publiczne-do-szyfrowania.md, section 4.1: which key is used, and when KSeF is asked for it. */
class KeyChoiceTest extends KeyScenario {

    private final EncryptionService service = settings().build();

    @Test
    void ofSeveralValidKeys_theOneWithTheLatestStartIsChosen() {
        publish(
                key(A, LONG_AGO, TOKEN, CONTENT),
                key(B, LATELY, TOKEN),
                AUTHORITY.published(C, "2026-09-01T00:00:00Z", "2030-01-01T00:00:00Z", TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
        assertThat(chosen(service, CONTENT)).as("usage counts").isEqualTo(id(A));
        assertThat(fetches).as("one call for both").hasValue(1);
    }

    @Test
    void keyOfTheFuture_isUsedFromItsStartOn_withoutAnotherCall() {
        publish(key(A, LONG_AGO, TOKEN), key(B, "2026-11-02T09:00:01Z", TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        time.advance(Duration.ofSeconds(1));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
        assertThat(fetches).hasValue(1);
        assertThat(events.of(PublicKeyChosen.class))
                .containsExactly(new PublicKeyChosen(TOKEN, null, id(A)), new PublicKeyChosen(TOKEN, id(A), id(B)));
    }

    @Test
    void validity_isJudgedByKsefsClock() {
        publish(key(A, LONG_AGO, TOKEN), key(B, "2026-11-02T09:30:00Z", TOKEN));
        ahead = Duration.ofHours(1);
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
    }

    @Test
    void publishedValidityThatIsMissing_isThatOfTheCertificate_andTheIdThatOfTheKey() {
        var full = key(A, LATELY, TOKEN);
        publish(new PublicKeyCertificate(full.certificate(), null, null, null, null, full.usage()));
        EncryptionKey key = service.publicKey(TOKEN, Deadline.NEVER);
        assertThat(key.id()).isEqualTo(id(A));
        assertThat(key.validFrom()).isEqualTo(Instant.parse(LATELY));
        assertThat(key.validTo()).isEqualTo(Instant.parse(END));
    }

    @Test
    void keyForAPurposeWeDoNotKnow_isLeftAlone() {
        publish(
                new PublicKeyCertificate(
                        "AA==",
                        null,
                        id(B),
                        OffsetDateTime.parse(LATELY),
                        OffsetDateTime.parse(END),
                        List.of(OpenEnum.of(PublicKeyCertificate.Usage.class, "FutureUse"))),
                key(A, LONG_AGO, TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        assertThat(events.of(KsefEvent.PublicKeyRefused.class)).isEmpty();
    }

    @Test
    void noKeyAtAll_isSaid_andAskedForAgainNextTime() {
        publish(key(A, LONG_AGO, CONTENT));
        assertThatThrownBy(() -> chosen(service, TOKEN))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining("KsefTokenEncryption");
        publish(key(B, LONG_AGO, TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
        assertThat(chosen(service, CONTENT))
                .as("the other usage loses nothing when it is not published any more")
                .isEqualTo(id(A));
        assertThat(events.of(PublicKeyKept.class))
                .containsExactly(new PublicKeyKept(CONTENT, id(A), "no usable key published"));
    }

    @Test
    void construction_makesNoCall_andAFailedFirstFetchIsTheCallersFailure() {
        assertThat(fetches).hasValue(0);
        failFetches();
        assertThatThrownBy(() -> chosen(service, TOKEN)).isInstanceOf(KsefTransportException.class);
        onFetch = () -> {};
        publish(key(A, LONG_AGO, TOKEN));
        assertThat(chosen(service, TOKEN))
                .as("the next attempt is not held back")
                .isEqualTo(id(A));
    }

    @Test
    void keyThatEndsWithinTheSkew_isReplacedAheadOfItsEnd() {
        publish(AUTHORITY.published(A, LONG_AGO, "2026-11-02T10:00:00Z", TOKEN));
        chosen(service, TOKEN);
        publish(key(B, LATELY, TOKEN));
        time.advance(Duration.ofMinutes(57).plusSeconds(59));
        assertThat(chosen(service, TOKEN)).as("two minutes and a second before").isEqualTo(id(A));
        time.advance(Duration.ofSeconds(1));
        assertThat(chosen(service, TOKEN)).as("two minutes before").isEqualTo(id(B));
        assertThat(fetches).hasValue(2);
    }

    @Test
    void skew_isASetting() {
        EncryptionService patient = settings().skew(Duration.ZERO).build();
        publish(AUTHORITY.published(A, LONG_AGO, "2026-11-02T10:00:00Z", TOKEN));
        chosen(patient, TOKEN);
        time.advance(Duration.ofMinutes(59));
        chosen(patient, TOKEN);
        assertThat(fetches).hasValue(1);
        assertThatThrownBy(() -> settings().skew(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fetchThatFails_whileTheKeyIsValid_isReported_andTheKeyUsed() {
        publish(AUTHORITY.published(A, LONG_AGO, "2026-11-02T10:00:00Z", TOKEN));
        chosen(service, TOKEN);
        failFetches();
        time.advance(Duration.ofMinutes(58));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        assertThat(fetches).as("not asked at every use").hasValue(2);
        assertThat(events.of(PublicKeyKept.class))
                .containsExactly(new PublicKeyKept(TOKEN, id(A), "KsefTransportException"));
        time.advance(Duration.ofSeconds(30));
        chosen(service, TOKEN);
        assertThat(fetches).as("after a pause it is").hasValue(3);

        time.advance(Duration.ofMinutes(2));
        assertThatThrownBy(() -> chosen(service, TOKEN))
                .as("a key that has ended is not used")
                .isInstanceOf(KsefTransportException.class);
    }

    @Test
    void lookingAhead_leavesTimeForWhatTheKeyIsFor() {
        publish(AUTHORITY.published(A, LONG_AGO, "2026-11-02T09:01:00Z", TOKEN));
        chosen(service, TOKEN);
        Deadline deadline = Deadline.after(Duration.ofSeconds(40), time);
        service.publicKey(TOKEN, deadline);
        var scopes = transport.scopes();
        assertThat(scopes.get(scopes.size() - 1).deadline()).isEqualTo(Deadline.after(Duration.ofSeconds(20), time));
    }

    @Test
    void forceRefresh_fetches_andFailsWithoutHarm() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        publish(key(A, LONG_AGO, TOKEN), key(B, LATELY, TOKEN));
        assertThat(chosen(service, TOKEN)).isEqualTo(id(A));
        service.forceRefresh(Deadline.NEVER);
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
        failFetches();
        assertThatThrownBy(() -> service.forceRefresh(Deadline.NEVER)).isInstanceOf(KsefTransportException.class);
        assertThat(chosen(service, TOKEN)).isEqualTo(id(B));
    }

    @Test
    void recertifiedKey_isNoChange() {
        publish(key(A, LONG_AGO, TOKEN));
        chosen(service, TOKEN);
        publish(key(A, LATELY, TOKEN));
        service.forceRefresh(Deadline.NEVER);
        assertThat(service.publicKey(TOKEN, Deadline.NEVER).validFrom()).isEqualTo(Instant.parse(LATELY));
        assertThat(events.of(PublicKeyChosen.class)).hasSize(1);
    }

    @Test
    void preloadedKeys_makeNoCall_untilForced_thenThePublishedOnesTakeTheirPlace() {
        EncryptionService prepared =
                settings().preload(List.of(EncryptionKey.of(A))).build();
        assertThat(chosen(prepared, TOKEN)).isEqualTo(id(A));
        assertThat(chosen(prepared, CONTENT)).isEqualTo(id(A));
        assertThat(fetches).hasValue(0);
        publish(key(B, LONG_AGO, TOKEN));
        prepared.forceRefresh(Deadline.NEVER);
        assertThat(chosen(prepared, TOKEN)).isEqualTo(id(B));
        assertThat(chosen(prepared, CONTENT)).as("nothing published for it").isEqualTo(id(A));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void preloadedKeyForOneUsage_doesNotStandForTheOther() {
        publish(key(B, LONG_AGO, CONTENT));
        EncryptionService prepared =
                settings().preload(List.of(EncryptionKey.of(A, TOKEN))).build();
        assertThat(chosen(prepared, CONTENT)).isEqualTo(id(B));
        assertThat(chosen(prepared, TOKEN)).isEqualTo(id(A));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void preloadedKeyThatHasEnded_isFetchedAnew() {
        publish(key(B, LONG_AGO, TOKEN));
        EncryptionKey ended =
                EncryptionKey.of(A, Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(chosen(settings().preload(List.of(ended)).build(), TOKEN)).isEqualTo(id(B));
    }
}
