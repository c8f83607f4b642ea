package dev.ksef.cli.profile;

import dev.ksef.cli.profile.Profile.Kind;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Surroundings;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of a user, each in a folder of its own below {@code ~/.config/ksef} or {@code $XDG_CONFIG_HOME/ksef}.
 */
public final class Profiles {

    public static final String USUAL = "default";

    private static final String FILE = "profile.properties";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Path root;
    private final Words words;

    private Profiles(Path root, Words words) {
        this.root = root;
        this.words = words;
    }

    public static Profiles in(Surroundings around, Words words) {
        String configured = around.variable("XDG_CONFIG_HOME");
        // By its specification a relative path counts as none.
        Path base = configured != null && Path.of(configured).isAbsolute()
                ? Path.of(configured)
                : around.home().resolve(".config");
        return new Profiles(base.resolve("ksef"), words);
    }

    /** Returns the folder of a profile, which may not be there yet. */
    public Path folder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(ExitCode.USAGE, words.get("profile.name"));
        }
        return root.resolve(name);
    }

    /** Tells whether a profile was saved. */
    public boolean has(String name) {
        return Files.exists(folder(name).resolve(FILE));
    }

    /** Returns a profile that was saved. */
    public Profile get(String name) {
        Path file = folder(name).resolve(FILE);
        if (!Files.exists(file)) {
            throw new Failure(ExitCode.USAGE, words.get("profile.missing", name, root));
        }
        var values = new Properties();
        try (InputStream content = Files.newInputStream(file)) {
            values.load(content);
            return profile(name, values);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("profile.unreadable", file));
        }
    }

    private Profile profile(String name, Properties values) {
        return new Profile(
                name,
                folder(name),
                KsefEnvironment.custom(present(values, "environment"), present(values, "api"), present(values, "qr")),
                Nip.of(present(values, "nip")),
                new SignInMeans(
                        Kind.valueOf(present(values, "sign-in")),
                        values.getProperty("certificate"),
                        values.getProperty("key"),
                        values.getProperty("alias"),
                        values.getProperty("label")));
    }

    private static String present(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("The value is missing: " + name);
        }
        return value;
    }

    public void save(Profile profile) {
        var values = new Properties();
        values.setProperty("environment", profile.environment().name());
        values.setProperty("api", profile.environment().apiBase().toString());
        values.setProperty("qr", profile.environment().qrBase().toString());
        values.setProperty("nip", profile.nip().value());
        SignInMeans signIn = profile.signIn();
        values.setProperty("sign-in", signIn.kind().name());
        put(values, "certificate", signIn.certificate());
        put(values, "key", signIn.key());
        put(values, "alias", signIn.alias());
        put(values, "label", signIn.label());
        var content = new ByteArrayOutputStream();
        try {
            values.store(content, null);
            PrivateFile.directories(profile.folder());
            PrivateFile.replace(profile.folder().resolve(FILE), content.toByteArray());
        } catch (IOException unwritable) {
            throw new Failure(ExitCode.FILES, words.get("profile.unwritable", profile.folder()));
        }
    }

    private static void put(Properties values, String name, @Nullable String value) {
        if (value != null) {
            values.setProperty(name, value);
        }
    }
}
