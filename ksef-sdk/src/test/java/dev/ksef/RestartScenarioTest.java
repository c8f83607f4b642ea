package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.caffeine.CaffeineTokenStore;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was begun before a restart, or by another client, is gone on with. */
class RestartScenarioTest extends Scenario {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void tokensInFiles_outliveTheClient_andTheAccessToken() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (FileTokenStore store = FileTokenStore.open(folder, KEY);
                    KsefClient client = builder().tokenStore(store).build()) {
                list(client);
            }
            time.advance(Duration.ofMinutes(10));
        }
        assertThat(calls("POST /v2/auth/ksef-token")).as("sign-ins").isEqualTo(1);
        assertThat(calls("POST /v2/auth/token/refresh")).as("refreshes").isEqualTo(1);
        assertThat(readable(folder)).doesNotContain(simulator.token(), simulator.nip(), "eyJhbGciOi");
    }

    @Test
    void sessionWithItsKeyInAFile_isGoneOnWithByItsNumber_andNothingIsSentTwice() {
        ReferenceNumber number;
        InvoiceXml first = InvoiceXml.of(invoice("FV/1"));
        try (FileKeyStore keys = FileKeyStore.open(folder, KEY);
                KsefClient client = builder().keyStore(keys).build()) {
            OnlineSession session = client.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
            session.send(invoice("FV/1"));
            number = session.referenceNumber();
        }
        try (FileKeyStore keys = FileKeyStore.open(folder, KEY);
                KsefClient client = builder().keyStore(keys).build();
                OnlineSession session =
                        client.forNip(simulator.nip()).sessions().resumeOnline(number)) {
            assertThat(session.find(InvoiceXml.of(invoice("FV/2")))).isEmpty();
            assertThat(session.find(first).orElseThrow().await(PATIENCE).ksefNumber())
                    .isNotNull();
            assertThat(session.send(invoice("FV/2")).await(PATIENCE).ksefNumber())
                    .isNotNull();
        }
        assertThat(company.sessions().awaitProcessed(number, PATIENCE).successfulInvoiceCount())
                .isEqualTo(2);
    }

    @Test
    void clientsWithOneStoreInMemory_signInOnce() {
        TokenStore shared = CaffeineTokenStore.builder().time(time).build();
        try (KsefClient one = builder().tokenStore(shared).build();
                KsefClient other = builder().tokenStore(shared).build()) {
            list(one);
            list(other);
        }
        assertThat(calls("POST /v2/auth/ksef-token")).isEqualTo(1);
    }

    @Test
    void clientsThatShareTokensAndEncryption_signInOnce_andFetchKeysOnce() {
        list(ksef);
        try (KsefClient other = KsefClient.builder()
                .environment(environment)
                .tokens(ksef.tokens())
                .encryption(ksef.encryption())
                .time(time)
                .build()) {
            other.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3).close();
        }
        assertThat(calls("POST /v2/auth/ksef-token")).isEqualTo(1);
        assertThat(calls("GET /v2/security/public-key-certificates")).isEqualTo(1);
        list(ksef);
    }

    @Test
    void twoCredentialsOfOneTaxpayer_signInEach_byViewAndByScope() {
        Credentials usual = Credentials.ksefToken(simulator.token());
        Credentials second = usual.named(CredentialsId.of("second"));
        CredentialsProvider both = new CredentialsProvider() {
            @Override
            public Credentials find(ContextIdentifier context) {
                return usual;
            }

            @Override
            public @Nullable Credentials find(ContextIdentifier context, CredentialsId id) {
                return id.equals(second.id()) ? second : CredentialsProvider.super.find(context, id);
            }
        };
        try (KsefClient client = KsefClient.builder()
                .environment(environment)
                .credentials(both)
                .time(time)
                .build()) {
            KsefContext scope = KsefContext.forNip(simulator.nip());
            list(client);
            KsefContextClient view = client.forContext(scope.identifier(), second.id());
            view.open(AuthSessionApi.class).list(null, null);
            scope.withCredentials(second.id())
                    .run(() ->
                            client.inCurrentContext().open(AuthSessionApi.class).list(null, null));
            scope.run(() -> client.inCurrentContext().open(AuthSessionApi.class).list(null, null));
            assertThat(view.tokens().credentials()).isEqualTo(second.id());
        }
        assertThat(calls("POST /v2/auth/ksef-token")).as("one for each name").isEqualTo(2);
    }

    private KsefClient.Builder builder() {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time);
    }

    private void list(KsefClient client) {
        client.forNip(simulator.nip()).open(AuthSessionApi.class).list(null, null);
    }

    private long calls(String call) {
        return contract.log().stream().filter(line -> line.startsWith(call)).count();
    }

    private static String readable(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }
}
