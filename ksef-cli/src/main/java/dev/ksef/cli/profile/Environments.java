package dev.ksef.cli.profile;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.KsefEnvironment;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The installations of KSeF by the names that people type. */
public final class Environments {

    private Environments() {}

    /**
     * Returns an environment.
     *
     * @param name {@code test}, {@code demo}, {@code production}, or the address of another API
     * @param qrBase of another one; null if it is that of its API
     */
    public static KsefEnvironment named(String name, @Nullable String qrBase, Words words) {
        String address = name.toLowerCase(Locale.ROOT);
        if (address.startsWith("http://") || address.startsWith("https://")) {
            return custom(name, qrBase, words);
        }
        return switch (address) {
            case "test" -> KsefEnvironment.TEST;
            case "demo" -> KsefEnvironment.DEMO;
            case "production", "prod" -> KsefEnvironment.PRODUCTION;
            default -> throw new Failure(ExitCode.USAGE, words.get("unknown.environment"));
        };
    }

    private static KsefEnvironment custom(String address, @Nullable String qrBase, Words words) {
        try {
            URI api = URI.create(address);
            String site = api.getScheme() + "://" + api.getRawAuthority();
            return KsefEnvironment.custom(api.getRawAuthority(), address, qrBase == null ? site : qrBase);
        } catch (IllegalArgumentException | NullPointerException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("unknown.environment"));
        }
    }
}
