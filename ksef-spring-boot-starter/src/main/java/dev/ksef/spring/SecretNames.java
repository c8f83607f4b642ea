package dev.ksef.spring;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;

/** Knows the properties that are secrets, as they are written in files and in the environment of a process. */
final class SecretNames {

    private static final Pattern SECRET =
            Pattern.compile("ksef(redisuri|.*(token|password|pin|encryptionkey|decryptionkeys\\d+key))");
    private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");

    /** A command line, options of the JVM or {@code SPRING_APPLICATION_JSON} that set a secret. */
    private static final Pattern SETS_A_SECRET =
            Pattern.compile("(?i)ksef[\\w.:,\\[\\]{}\"\\s-]*?(token|password|pin|encryption-?key|key|uri)[\"\\s]*[=:]");

    private SecretNames() {}

    static SanitizableData hidden(SanitizableData data) {
        boolean secret = isSecret(data.getKey())
                || data.getValue() instanceof CharSequence text
                        && SETS_A_SECRET.matcher(text).find();
        return secret ? data.withSanitizedValue() : data;
    }

    /** Tells whether {@code ksef.contexts[0].credentials.token} and {@code KSEF_CONTEXTS_0_CREDENTIALS_TOKEN} are secrets. */
    static boolean isSecret(String key) {
        String name = PUNCTUATION.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("");
        return SECRET.matcher(name).matches();
    }
}
