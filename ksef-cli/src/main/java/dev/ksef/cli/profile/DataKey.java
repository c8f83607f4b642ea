package dev.ksef.cli.profile;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Surroundings;
import dev.ksef.cli.shell.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The key that a profile's files are encrypted with: from the environment, or a random one in a file that only its
 * owner reads.
 */
public final class DataKey {

    public static final String VARIABLE = "KSEF_DATA_KEY";

    private static final int BYTES = 32;

    private DataKey() {}

    /** Returns 32 bytes, to be zeroed after use. */
    public static byte[] of(Path folder, Surroundings around, Words words) {
        String configured = around.variable(VARIABLE);
        if (configured != null) {
            return decoded(configured.strip(), words.get("key.variable", VARIABLE));
        }
        Path file = folder.resolve("data.key");
        try {
            if (!Files.exists(file)) {
                PrivateFile.directories(folder);
                PrivateFile.createIfMissing(file, fresh());
            }
            if (PrivateFile.isOpenToOthers(file)) {
                throw new Failure(ExitCode.FILES, words.get("key.open", file));
            }
            return decoded(Files.readString(file).strip(), words.get("key.file", file));
        } catch (IOException unusable) {
            throw new Failure(ExitCode.FILES, words.get("key.file", file));
        }
    }

    private static byte[] fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encode(key);
    }

    private static byte[] decoded(String text, String trouble) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            // Its message may quote a part of the key.
            key = new byte[0];
        }
        if (key.length != BYTES) {
            Arrays.fill(key, (byte) 0);
            throw new Failure(ExitCode.FILES, trouble);
        }
        return key;
    }
}
