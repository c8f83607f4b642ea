package dev.ksef.cli.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets: from a file, from the environment, or from the keyboard without an echo; never from the command line,
 * which every user of the machine can see. An empty one is refused before anybody tries it: a card counts wrong PINs.
 */
public final class Secrets {

    private static final int LONGEST = 64 * 1024;

    private final Surroundings around;
    private final Words words;
    private final Messages messages;

    public Secrets(Surroundings around, Words words, Messages messages) {
        this.around = around;
        this.words = words;
        this.messages = messages;
    }

    /**
     * Returns a secret.
     *
     * @param what names it in messages: a key of the words
     * @param variable of the environment
     * @param file null if none was named; {@code -} is the first line of standard input
     * @throws Failure if it is empty, or nowhere
     */
    public char[] get(String what, String variable, @Nullable String file) {
        char[] found = find(what, variable, file);
        if (found == null) {
            throw new Failure(ExitCode.SIGN_IN, words.get("secret.missing", words.get(what), variable));
        }
        return found;
    }

    private char @Nullable [] find(String what, String variable, @Nullable String file) {
        if (file != null) {
            return checked(what, file.equals("-") ? firstLine(what) : content(what, file));
        }
        String value = around.variable(variable);
        if (value != null) {
            return checked(what, value.strip().toCharArray());
        }
        Surroundings.Keyboard keyboard = around.keyboard();
        if (keyboard == null) {
            return null;
        }
        messages.ask(words.get(what));
        return checked(what, keyboard.secret());
    }

    private char[] checked(String what, char @Nullable [] secret) {
        if (secret == null || new String(secret).isBlank()) {
            throw new Failure(ExitCode.USAGE, words.get("secret.empty", words.get(what)));
        }
        return secret;
    }

    private char[] content(String what, String file) {
        try (InputStream content = Files.newInputStream(Path.of(file))) {
            return characters(content.readNBytes(LONGEST));
        } catch (IOException | RuntimeException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("secret.unreadable", words.get(what), file));
        }
    }

    private char[] firstLine(String what) {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = around.in().read(); next >= 0 && next != '\n' && line.size() < LONGEST; ) {
                line.write(next);
                next = around.in().read();
            }
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("secret.unreadable", words.get(what), "-"));
        }
        return characters(line.toByteArray());
    }

    /** Editors end a file with a line break, which is no part of the secret. */
    private static char[] characters(byte[] bytes) {
        var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(bytes, (byte) 0);
        int end = characters.length;
        while (end > 0 && (characters[end - 1] == '\n' || characters[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(characters, end);
    }
}
