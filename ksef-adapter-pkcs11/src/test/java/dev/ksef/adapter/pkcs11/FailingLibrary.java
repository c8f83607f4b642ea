package dev.ksef.adapter.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** SoftHSM behind a library that fails where it is told to: {@code failing-pkcs11.c}. */
final class FailingLibrary {

    static final String SESSION_HANDLE_INVALID = "B3";
    static final String SESSION_CLOSED = "B0";
    static final String USER_NOT_LOGGED_IN = "101";
    static final String DEVICE_REMOVED = "32";
    static final String TOKEN_NOT_PRESENT = "E0";
    static final String DEVICE_ERROR = "30";
    static final String DEVICE_MEMORY = "31";
    static final String PIN_INCORRECT = "A0";
    static final String PIN_LOCKED = "A4";

    static final String MECHANISM_INVALID = "70";
    static final String KEY_FUNCTION_NOT_PERMITTED = "68";

    private final Path folder;

    private FailingLibrary(Path folder) {
        this.folder = folder;
    }

    /** The test is skipped, loudly, where there is no gcc. */
    static FailingLibrary before(Path real, Path folder) throws IOException, InterruptedException {
        Path source = Path.of("src/test/resources/failing-pkcs11.c").toAbsolutePath();
        try {
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-shared",
                            "-fPIC",
                            "-o",
                            folder.resolve("failing.so").toString(),
                            "-DREAL=\"" + real + "\"",
                            "-DCONTROL=\"" + folder + "\"",
                            source.toString(),
                            "-ldl")
                    .inheritIO()
                    .start();
            if (!gcc.waitFor(1, TimeUnit.MINUTES) || gcc.exitValue() != 0) {
                throw new IllegalStateException("gcc did not build " + source);
            }
        } catch (IOException missing) {
            String why =
                    "SKIPPED: there is no gcc, so no device fails in the tests (Debian: apt-get install gcc libc6-dev)";
            System.err.println(why);
            Assumptions.abort(why);
        }
        Files.createFile(folder.resolve("calls"));
        return new FailingLibrary(folder);
    }

    Path path() {
        return folder.resolve("failing.so");
    }

    /** The next call of the function returns this. */
    void fail(String function, String value) throws IOException {
        Files.writeString(folder.resolve(function), value);
    }

    /** The next calls of the function return this. */
    void fail(String function, String value, int times) throws IOException {
        Files.writeString(folder.resolve(function), value + " " + times);
    }

    long calls(String function) throws IOException {
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        return calls.stream().filter(function::equals).count();
    }
}
