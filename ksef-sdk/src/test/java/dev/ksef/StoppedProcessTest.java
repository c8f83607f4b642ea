package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.time.Deadline;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the lock of the tokens in files, and was stopped while it did: a frozen container, a debugger. */
@Timeout(240)
@DisabledOnOs(OS.WINDOWS)
class StoppedProcessTest extends Scenario {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void lockThatAStoppedProcessHolds_costsNobodyACall_andTheTokensAreKept() throws Exception {
        Credentials credentials = Credentials.ksefToken(simulator.token());
        TokenKey key = new TokenKey(environment.name(), Nip.of(simulator.nip()), credentials.id());
        Process other = holder(key);
        try (FileTokenStore store = FileTokenStore.open(folder, KEY, time);
                KsefClient client = KsefClient.builder()
                        .environment(environment)
                        .credentials(CredentialsProvider.fixed(credentials))
                        .timeout(Duration.ofSeconds(20))
                        .time(time)
                        .listener(events)
                        .tokenStore(store)
                        .build()) {
            assertThat(client.forNip(simulator.nip())
                            .open(AuthSessionApi.class)
                            .list(null, null)
                            .items())
                    .hasSize(1);
            assertThat(events.of(KsefEvent.TokenTrouble.class))
                    .extracting(KsefEvent.TokenTrouble::step)
                    .containsExactly(Step.AGREEING);
            assertThat(store.find(key).orElseThrow().accessToken())
                    .isEqualTo(client.tokens().bearer(key.context()));
        } finally {
            other.destroyForcibly().onExit().join();
        }
    }

    /** Starts a process that takes the lock, and stops it. */
    private Process holder(TokenKey key) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Holder.class.getName(),
                        folder.toString(),
                        key.environment(),
                        key.context().value(),
                        key.credentials().value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        assertThat(told.readLine()).isEqualTo("inside");
        assertThat(new ProcessBuilder(List.of("kill", "-STOP", String.valueOf(other.pid())))
                        .start()
                        .waitFor())
                .isZero();
        return other;
    }

    /** The program of the other process. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            TokenKey key = new TokenKey(arguments[1], Nip.of(arguments[2]), CredentialsId.of(arguments[3]));
            try (FileTokenStore store = FileTokenStore.open(new File(arguments[0]).toPath(), KEY)) {
                store.exclusively(key, Deadline.NEVER, () -> {
                    System.out.println("inside");
                    System.out.flush();
                    return untilKilled();
                });
            }
        }

        private static int untilKilled() {
            try {
                return System.in.read();
            } catch (IOException over) {
                return -1;
            }
        }
    }
}
