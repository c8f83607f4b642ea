package dev.ksef.testkit.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * SoftHSM, the HSM in software, with new tokens for the tests of one JVM.
 *
 * <p>SoftHSM reads the configuration file that the environment variable {@code SOFTHSM2_CONF} names. The build must set the
 * variable for its tests (Surefire: {@code environmentVariables}). SoftHSM looks for tokens once, so all of them are made
 * before the first is used. They lie in the folder that the configuration names; the folder is emptied first. There are four
 * tokens, or as many as a comment in the file says, for example {@code # tokens = 10}. Where the file does not exist, it is
 * written, with twelve tokens in a folder beside it: so each of several JVMs can have a file of its own.
 */
public final class SoftHsm {

    /** How many tokens there are for one JVM, if the configuration does not say otherwise. */
    private static final int TOKENS = 4;

    private static final String VARIABLE = "SOFTHSM2_CONF";
    private static final String DEFAULT_CONFIGURATION = """
            # tokens = 12
            directories.tokendir = %s.tokens
            objectstore.backend = file
            log.level = ERROR
            slots.removable = false
            """;
    private static final String MARK = "made-by-ksef-testkit";
    private static final Pattern FOLDER = Pattern.compile("(?m)^directories\\.tokendir *= *(.+?) *$");
    private static final Pattern NUMBER = Pattern.compile("(?m)^# tokens = (\\d+)$");
    private static final Pattern ASSIGNED = Pattern.compile("reassigned to slot (\\d+)");
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private final Path library;
    private final Deque<Token> tokens = new ArrayDeque<>();

    private SoftHsm(Path library) {
        this.library = library;
    }

    /**
     * Returns SoftHSM with its tokens. Skips the test, and says so on standard error, if SoftHSM is not installed.
     *
     * @throws IllegalStateException if it is installed but not configured for tests
     */
    public static SoftHsm required() {
        Optional<Path> library = LIBRARIES.stream().filter(Files::isRegularFile).findFirst();
        if (library.isEmpty()) {
            String why =
                    "SKIPPED: SoftHSM is not installed, so nothing is signed in a token (Debian: apt-get install softhsm2)";
            System.err.println(why);
            Assumptions.abort(why);
        }
        return MadeTokens.ofThisJvm(library.get());
    }

    /** Returns the PKCS#11 library of SoftHSM. */
    public Path library() {
        return library;
    }

    /** Returns a token that no other test has. It is initialised and empty. */
    public Token token() {
        synchronized (tokens) {
            if (tokens.isEmpty()) {
                throw new IllegalStateException(
                        "All tokens are in use. Raise their number in the configuration: see the javadoc of SoftHsm");
            }
            return tokens.removeFirst();
        }
    }

    private static String configuration() throws IOException {
        String configuration = System.getenv(VARIABLE);
        if (configuration == null) {
            throw new IllegalStateException("SoftHSM is installed, but " + VARIABLE + " is not set for this JVM");
        }
        Path file = Path.of(configuration);
        if (Files.notExists(file)) {
            Files.writeString(file, DEFAULT_CONFIGURATION.formatted(file.toAbsolutePath()));
        }
        return Files.readString(file);
    }

    private static Path folder(String configuration) {
        Matcher folder = FOLDER.matcher(configuration);
        if (!folder.find()) {
            throw new IllegalStateException("The file that " + VARIABLE + " names has no directories.tokendir");
        }
        return Path.of(folder.group(1));
    }

    private void makeTokens() throws IOException, InterruptedException {
        String configuration = configuration();
        Path folder = folder(configuration);
        clear(folder);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
        Matcher number = NUMBER.matcher(configuration);
        int count = number.find() ? Integer.parseInt(number.group(1)) : TOKENS;
        for (int i = 1; i <= count; i++) {
            tokens.add(made("próba-ą-" + i));
        }
    }

    /** Deletes tokens that were made here before, and no others. */
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            if (all.size() > 1 && !all.contains(folder.resolve(MARK))) {
                throw new IllegalStateException(folder + " holds tokens that were not made here");
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    private Token made(String label) throws IOException, InterruptedException {
        String pin = UUID.randomUUID().toString();
        String said = run(
                "sh",
                "-c",
                "exec softhsm2-util --init-token --free --label \"$(printf '" + octal(label) + "')\" --so-pin " + pin
                        + " --pin " + pin);
        Matcher slot = ASSIGNED.matcher(said);
        if (!slot.find()) {
            throw new IllegalStateException("softhsm2-util made no token: " + said);
        }
        return new Token(library, label, Long.parseLong(slot.group(1)), pin);
    }

    /** The label reaches the other program whatever the locale of this one is. */
    private static String octal(String label) {
        var octal = new StringBuilder();
        for (byte each : label.getBytes(StandardCharsets.UTF_8)) {
            octal.append("\\%03o".formatted(each & 0xFF));
        }
        return octal.toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("softhsm", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command[0] + " failed: " + Files.readString(said));
            }
            return Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            Files.delete(said);
        }
    }

    /** A token of SoftHSM. Its PIN is a value of tests and no secret. */
    public record Token(Path library, String label, long slot, String pin) {

        /** Imports a key with its certificate. The alias becomes label and id of both. */
        public void add(String alias, PrivateKey key, X509Certificate... chain) {
            try {
                store().setKeyEntry(alias, key, null, chain);
            } catch (GeneralSecurityException | IOException failure) {
                throw new IllegalStateException("The key '" + alias + "' could not be imported", failure);
            }
        }

        /** Returns what {@link #store} reads of a label: SunPKCS11 makes one character of each byte of it. */
        public static String inStore(String label) {
            return new String(label.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }

        /** Reads the token through a new provider. It lists labels as {@link #inStore} tells. */
        public KeyStore store() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS11", provider());
            store.load(null, pin.toCharArray());
            return store;
        }

        /** Makes a provider for this token. It is not registered. */
        public Provider provider() {
            Provider unconfigured = Security.getProvider("SunPKCS11");
            return unconfigured.configure(
                    "--name = Test" + slot + "\nlibrary = \"" + library + "\"\nslot = " + slot + "\n");
        }
    }

    /** The one instance of a JVM, made at its first use. */
    private static final class MadeTokens {

        private static final List<SoftHsm> MADE = new ArrayList<>();

        private static synchronized SoftHsm ofThisJvm(Path library) {
            if (MADE.isEmpty()) {
                var made = new SoftHsm(library);
                try {
                    made.makeTokens();
                } catch (IOException failure) {
                    throw new IllegalStateException("The tokens for the tests could not be made", failure);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted while the tokens were made", interrupted);
                }
                MADE.add(made);
            }
            return MADE.get(0);
        }
    }
}
