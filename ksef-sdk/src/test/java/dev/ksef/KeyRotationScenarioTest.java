package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.crypto.EncryptionKey;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent.PublicKeyChosen;
import dev.ksef.port.time.Deadline;
import dev.ksef.simulator.EncryptionKeys;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** klucze-publiczne-do-szyfrowania.md, section 3, with the simulator as KSeF. */
class KeyRotationScenarioTest extends Scenario {

    private static final EncryptionKeys.Usage TOKEN = EncryptionKeys.Usage.KSEF_TOKEN;
    private static final EncryptionKeys.Usage CONTENT = EncryptionKeys.Usage.SYMMETRIC_KEY;
    private static final String KEYS = "GET /v2/security/public-key-certificates 200";
    private static final String LOGIN = "POST /v2/auth/ksef-token ";
    private static final String OPENING = "POST /v2/sessions/online ";

    @Test
    void recertification_changesNothing() {
        openAndSend("before");
        simulator.keys().recertify(TOKEN);
        simulator.keys().recertify(CONTENT);
        signInAnew();
        openAndSend("after");
        assertThat(keyFetches()).isOne();
        assertThat(statuses(LOGIN)).containsExactly("202", "202");
        assertThat(statuses(OPENING)).containsExactly("201", "201");
        assertThat(events.of(PublicKeyChosen.class)).hasSize(2);
    }

    @Test
    void plannedRotation_goesUnnoticed_untilTheOldKeyIsWithdrawn() {
        openAndSend("before");
        simulator.keys().rotatePlanned(CONTENT);
        openAndSend("meanwhile");
        assertThat(statuses(OPENING)).as("the old key is still good").containsExactly("201", "201");
        simulator.keys().finishRotation(CONTENT);
        openAndSend("after");
        assertThat(statuses(OPENING)).containsExactly("201", "201", "400", "201");
        assertThat(keyFetches()).isEqualTo(2);
        openAndSend("and on");
        assertThat(statuses(OPENING)).endsWith("400", "201", "201");
    }

    @Test
    void plannedRotation_whenKeysAreFetched_theNewOneIsUsedAtOnce() {
        simulator.keys().rotatePlanned(CONTENT);
        simulator.keys().finishRotation(TOKEN);
        openAndSend("first");
        simulator.keys().finishRotation(CONTENT);
        openAndSend("second");
        assertThat(statuses(OPENING)).containsExactly("201", "201");
    }

    @Test
    void emergencyRotation_costsASessionOneRepetition_withTheSameContentKeyWrappedAnew() {
        openAndSend("before");
        simulator.keys().rotateEmergency(CONTENT);
        openAndSend("after");
        assertThat(statuses(OPENING)).containsExactly("201", "400", "201");
        assertThat(keyFetches()).isEqualTo(2);
        assertThat(events.of(PublicKeyChosen.class))
                .extracting(PublicKeyChosen::usage)
                .containsExactly(
                        Usage.KSEF_TOKEN_ENCRYPTION, Usage.SYMMETRIC_KEY_ENCRYPTION, Usage.SYMMETRIC_KEY_ENCRYPTION);
    }

    @Test
    void emergencyRotation_costsASignInOneRepetition() {
        openAndSend("before");
        simulator.keys().rotateEmergency(TOKEN);
        signInAnew();
        assertThat(statuses(LOGIN)).containsExactly("202", "400", "202");
        assertThat(keyFetches()).isEqualTo(2);
    }

    @Test
    void emergencyRotation_whileASessionIsOpen_harmsNothingInIt() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        simulator.keys().rotateEmergency(CONTENT);
        assertThat(session.send(invoice("midway")).await(Duration.ofMinutes(2)).ksefNumber())
                .isNotNull();
        session.close();
    }

    @Test
    void emergencyRotation_metByManyThreads_isFetchedForOnce() {
        company.open(AuthSessionApi.class).list(null, null);
        ksef.encryption().publicKey(Usage.SYMMETRIC_KEY_ENCRYPTION, Deadline.NEVER);
        simulator.keys().rotateEmergency(CONTENT);
        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> company.sessions().openOnline(FormCode.FA_3).close());
        assertThat(keyFetches()).isEqualTo(2);
        assertThat(statuses(OPENING)).filteredOn("201"::equals).hasSize(8);
    }

    @Test
    void preloadedCertificates_makeNoCallForKeys() {
        List<EncryptionKey> keys = preloadable();
        int exchanges = contract.log().size();
        try (KsefClient prepared = prepared(keys)) {
            prepared.forNip(simulator.nip())
                    .sessions()
                    .openOnline(FormCode.FA_3)
                    .close();
        }
        assertThat(contract.log().subList(exchanges, contract.log().size())).doesNotContain(KEYS);
    }

    @Test
    void preloadedCertificatesThatWereWithdrawnSince_giveWayToPublishedOnes() {
        List<EncryptionKey> keys = preloadable();
        simulator.keys().rotateEmergency(TOKEN);
        simulator.keys().rotateEmergency(CONTENT);
        try (KsefClient prepared = prepared(keys)) {
            prepared.forNip(simulator.nip())
                    .sessions()
                    .openOnline(FormCode.FA_3)
                    .close();
        }
        assertThat(statuses(LOGIN)).containsExactly("400", "202");
        assertThat(statuses(OPENING)).as("one fetch served both").containsExactly("201");
        assertThat(keyFetches()).as("the test's own, and one").isEqualTo(2);
    }

    @Test
    void sharedEncryption_knowsForAllItsClients() {
        openAndSend("first");
        try (KsefClient other = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .encryption(ksef.encryption())
                .build()) {
            other.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3).close();
        }
        assertThat(keyFetches()).isOne();
    }

    private void openAndSend(String number) {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            session.send(invoice(number)).await(Duration.ofMinutes(2));
        }
    }

    private void signInAnew() {
        company.signOut();
        company.open(AuthSessionApi.class).list(null, null);
    }

    /** What an application would keep in its configuration. */
    private List<EncryptionKey> preloadable() {
        return ksef.open(PublicKeyApi.class).certificates().stream()
                .flatMap(key -> EncryptionKey.read(Base64.getDecoder().decode(key.certificate()), usage(key)).stream())
                .toList();
    }

    private static Usage usage(PublicKeyCertificate key) {
        return key.usage().get(0).known().orElseThrow();
    }

    private KsefClient prepared(List<EncryptionKey> keys) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .encryption(settings -> settings.preload(keys))
                .build();
    }

    private long keyFetches() {
        return contract.log().stream().filter(KEYS::equals).count();
    }

    private List<String> statuses(String operation) {
        return contract.log().stream()
                .filter(line -> line.startsWith(operation))
                .map(line -> line.substring(operation.length()))
                .toList();
    }
}
