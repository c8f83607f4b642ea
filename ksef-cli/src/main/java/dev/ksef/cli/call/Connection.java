package dev.ksef.cli.call;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.KsefLogging;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.cli.profile.CountedCalls;
import dev.ksef.cli.profile.DataKey;
import dev.ksef.cli.profile.Profile;
import dev.ksef.cli.profile.SignInSource;
import dev.ksef.cli.shell.MessageLog;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.port.time.Time;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The client of a profile, with what is kept for it in files: tokens, keys, journals, and the calls that KSeF still
 * counts.
 */
public final class Connection implements AutoCloseable {

    private final Profile profile;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final KsefClient client;

    private Connection(Invocation invocation, Profile profile, SignInSource source) {
        this.profile = profile;
        open.push(source);
        boolean made = false;
        try {
            client = client(invocation, source);
            open.push(client);
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** Opens the connection of the profile that was asked for. */
    public static Connection open(Invocation invocation) {
        Profile profile = invocation.profile();
        return open(invocation, profile, invocation.text("--secret-file"));
    }

    public static Connection open(Invocation invocation, Profile profile, @Nullable String secretFile) {
        return new Connection(
                invocation,
                profile,
                new SignInSource(profile.signIn(), invocation.secrets(), invocation.words(), secretFile));
    }

    private KsefClient client(Invocation invocation, SignInSource source) {
        Path folder = profile.folder();
        byte[] key = DataKey.of(folder, invocation.around(), invocation.words());
        try {
            FileTokenStore tokens = FileTokenStore.open(folder.resolve("tokens"), key);
            open.push(tokens);
            FileKeyStore keys = FileKeyStore.open(folder.resolve("keys"), key);
            open.push(keys);
            FileSubmissionJournal journal = FileSubmissionJournal.open(folder.resolve("journal"), key);
            open.push(journal);
            FileSyncStateStore states = FileSyncStateStore.open(folder.resolve("sync"), key);
            open.push(states);
            SlidingRateLimiter limiter = SlidingRateLimiter.of(Time.system());
            var calls = new CountedCalls(folder.resolve("calls"), limiter);
            open.push(calls);
            return KsefClient.builder()
                    .environment(profile.environment())
                    .credentials(new OnDemand(source))
                    .tokenStore(tokens)
                    .keyStore(keys)
                    .journal(journal)
                    .syncStates(states)
                    .rateLimiter(limiter)
                    .listener(invocation.messages())
                    .listener(KsefLogging.to(new MessageLog(invocation.messages()))
                            .atLeast(invocation.isDebug() ? Level.DEBUG : Level.WARNING))
                    .build();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    public Profile profile() {
        return profile;
    }

    public KsefClient client() {
        return client;
    }

    /** Returns the operations on behalf of the profile's taxpayer. */
    public KsefContextClient company() {
        return client.forContext(profile.nip(), SignInSource.ID);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // What failed before counts, and the rest has to be closed.
            }
        }
    }

    /** Asks for a secret when a sign-in is needed, and not before. */
    private record OnDemand(SignInSource source) implements CredentialsProvider {

        @Override
        public Credentials find(ContextIdentifier context) {
            return source.credentials();
        }

        @Override
        public Credentials find(ContextIdentifier context, CredentialsId id) {
            return source.credentials();
        }
    }
}
