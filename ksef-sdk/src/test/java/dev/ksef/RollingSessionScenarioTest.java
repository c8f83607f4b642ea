package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.RollOver;
import dev.ksef.domain.session.RollingOnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.session.UpoPage;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import dev.ksef.port.event.KsefEvent.RolledOver;
import dev.ksef.port.event.KsefEvent.RolledOver.Reason;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RollingSessionScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LIMIT = 3;

    @Override
    SimulatorBuilder settings() {
        return super.settings().maxInvoicesPerSession(LIMIT);
    }

    @Test
    void manyThreads_sendThroughSessionsThatFill_andEveryInvoiceHasItsNumberAndUpo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        RollingOnlineSession rolling =
                company.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(LIMIT));
        try (rolling) {
            List<Future<AcceptedInvoice>> sending = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] xml = invoice("FV/" + i);
                sending.add(threads.submit(() -> rolling.send(xml).await(PATIENCE)));
            }
            Set<KsefNumber> numbers = new HashSet<>();
            for (Future<AcceptedInvoice> sent : sending) {
                numbers.add(sent.get().ksefNumber());
            }
            assertThat(numbers).hasSize(20);
        } finally {
            threads.shutdownNow();
        }
        assertThat(rolling.referenceNumbers()).hasSize(7);
        assertThat(closings()).as("each session once").hasSize(7).doesNotHaveDuplicates();
        assertThat(contract.log()).as("KSeF had nothing to refuse").noneMatch(line -> line.endsWith(" 400"));
        assertThat(upos(rolling)).hasSize(7);
        assertThat(initializationVectors()).as("a key for each session").hasSize(7);
    }

    @Test
    void sameFileAgain_afterARollOver_isOneInvoice() {
        AcceptedInvoice first;
        AcceptedInvoice again;
        try (RollingOnlineSession rolling =
                company.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(1))) {
            first = rolling.send(invoice("FV/1")).await(PATIENCE);
            again = rolling.send(invoice("FV/1")).await(PATIENCE);
            assertThat(rolling.referenceNumbers()).hasSize(2);
        }
        assertThat(again.ksefNumber())
                .as("a duplicate that names our own earlier number is success")
                .isEqualTo(first.ksefNumber());
        assertThat(again.upo().bytes())
                .as("had from the session it is in")
                .isEqualTo(first.upo().bytes());
    }

    @Test
    void contextWithALowerLimit_thanWeKnowOf_losesNothing() {
        try (RollingOnlineSession rolling = company.sessions().openRollingOnline(FormCode.FA_3)) {
            Set<KsefNumber> numbers = new HashSet<>();
            for (int i = 0; i < 7; i++) {
                numbers.add(rolling.send(invoice("FV/" + i)).await(PATIENCE).ksefNumber());
            }
            assertThat(numbers).hasSize(7);
            assertThat(rolling.referenceNumbers()).hasSize(3);
        }
        assertThat(reasons()).containsExactly(Reason.REFUSED, Reason.REFUSED);
        assertThat(closings()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void halfADay_later_theNextInvoiceGoesToANewSession() {
        try (RollingOnlineSession rolling = company.sessions().openRollingOnline(FormCode.FA_3)) {
            rolling.send(invoice("FV/1")).await(PATIENCE);
            time.advance(Duration.ofHours(11).plusMinutes(55));
            rolling.send(invoice("FV/2")).await(PATIENCE);
            time.advance(Duration.ofHours(13));
            rolling.send(invoice("FV/3")).await(PATIENCE);
            assertThat(rolling.referenceNumbers()).hasSize(3);
        }
        assertThat(reasons()).containsExactly(Reason.EXPIRING, Reason.EXPIRING);
        assertThat(contract.log())
                .filteredOn(line -> line.endsWith("/invoices 400"))
                .as("no invoice met a closed session")
                .isEmpty();
    }

    @Test
    void sessionClosedByAnother_isFollowedByANewOne() {
        try (RollingOnlineSession rolling = company.sessions().openRollingOnline(FormCode.FA_3)) {
            rolling.send(invoice("FV/1")).await(PATIENCE);
            company.sessions()
                    .resumeOnline(rolling.referenceNumbers().get(0), ContentKey.of(new byte[32], new byte[16]))
                    .close();
            assertThat(rolling.send(invoice("FV/2")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
        assertThat(reasons()).containsExactly(Reason.REFUSED);
    }

    @Test
    void keyThatKsefCannotRead_isFollowedByANewSessionWithANewKey() {
        try (KsefClient client = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time)
                        .listener(events)
                        .crypto(new OnceIllegible())
                        .build();
                RollingOnlineSession rolling =
                        client.forNip(simulator.nip()).sessions().openRollingOnline(FormCode.FA_3)) {
            assertThat(rolling.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
            assertThat(company.sessions()
                            .status(rolling.referenceNumbers().get(0))
                            .status()
                            .code())
                    .isEqualTo(415);
        }
        assertThat(reasons()).containsExactly(Reason.REFUSED);
    }

    private List<Reason> reasons() {
        return events.of(RolledOver.class).stream().map(RolledOver::reason).toList();
    }

    private List<String> closings() {
        return contract.log().stream()
                .filter(line -> line.endsWith("/close 204"))
                .toList();
    }

    private List<String> upos(RollingOnlineSession rolling) {
        List<String> upos = new ArrayList<>();
        for (ReferenceNumber session : rolling.referenceNumbers()) {
            for (UpoPage page :
                    company.sessions().awaitProcessed(session, PATIENCE).upo().pages()) {
                upos.add(new String(
                        company.sessions()
                                .upo(session)
                                .page(page.referenceNumber())
                                .bytes(),
                        StandardCharsets.UTF_8));
            }
        }
        return upos;
    }

    private Set<String> initializationVectors() {
        Set<String> vectors = new HashSet<>();
        contract.exchanges().stream()
                .filter(exchange -> exchange.uri().getPath().endsWith("/sessions/online"))
                .map(exchange -> new String(exchange.requestBody(), StandardCharsets.UTF_8))
                .forEach(body -> vectors.add(body.replaceAll(".*\"initializationVector\":\"([^\"]+)\".*", "$1")));
        return vectors;
    }

    /** Wraps the first content key so that nobody can read it. */
    private static final class OnceIllegible implements CryptoEngine {

        private final CryptoEngine engine = new JdkCryptoEngine();
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public byte[] wrap(byte[] secret, PublicKey key) {
            byte[] wrapped = engine.wrap(secret, key);
            if (secret.length == ContentKey.KEY_BYTES && done.compareAndSet(false, true)) {
                wrapped[wrapped.length - 1] ^= 1;
            }
            return wrapped;
        }

        @Override
        public ContentKey newContentKey() {
            return engine.newContentKey();
        }

        @Override
        public Sha256 sha256(byte[] content) {
            return engine.sha256(content);
        }

        @Override
        public Sha256 sha256(InputStream content) {
            return engine.sha256(content);
        }

        @Override
        public byte[] encrypt(byte[] plain, ContentKey key) {
            return engine.encrypt(plain, key);
        }

        @Override
        public byte[] decrypt(byte[] encrypted, ContentKey key) {
            return engine.decrypt(encrypted, key);
        }

        @Override
        public InputStream encrypting(InputStream plain, ContentKey key) {
            return engine.encrypting(plain, key);
        }

        @Override
        public InputStream decrypting(InputStream encrypted, ContentKey key) {
            return engine.decrypting(encrypted, key);
        }

        @Override
        public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
            return engine.encrypting(encrypted, key);
        }

        @Override
        public HashingOutputStream hashing(OutputStream into) {
            return engine.hashing(into);
        }
    }
}
