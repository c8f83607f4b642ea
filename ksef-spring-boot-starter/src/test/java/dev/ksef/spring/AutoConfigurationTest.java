package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;

/** What Boot is told of our auto-configurations before it reads them is what they say. */
class AutoConfigurationTest {

    @Test
    void metadata_isThatOfTheAnnotations() throws Exception {
        var expected = new Properties();
        for (String name : ImportCandidates.load(AutoConfiguration.class, null)) {
            if (name.startsWith("dev.ksef.")) {
                add(expected, Class.forName(name));
            }
        }
        assertThat(metadata()).isEqualTo(expected).isNotEmpty();
    }

    private static void add(Properties expected, Class<?> type) {
        expected.setProperty(type.getName(), "");
        var auto = Objects.requireNonNull(type.getAnnotation(AutoConfiguration.class));
        put(expected, type, "AutoConfigureBefore", names(auto.before()));
        put(expected, type, "AutoConfigureAfter", names(auto.after()));
        ConditionalOnClass needed = type.getAnnotation(ConditionalOnClass.class);
        if (needed != null) {
            put(
                    expected,
                    type,
                    "ConditionalOnClass",
                    Stream.concat(names(needed.value()), Arrays.stream(needed.name())));
        }
    }

    private static Stream<String> names(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName);
    }

    private static void put(Properties expected, Class<?> type, String key, Stream<String> names) {
        String joined = names.sorted().collect(Collectors.joining(","));
        if (!joined.isEmpty()) {
            expected.setProperty(type.getName() + "." + key, joined);
        }
    }

    /** That of Boot has the same name. */
    private static Properties metadata() throws IOException {
        var found = new Properties();
        for (URL each : Collections.list(AutoConfigurationTest.class
                .getClassLoader()
                .getResources("META-INF/spring-autoconfigure-metadata.properties"))) {
            try (InputStream in = each.openStream()) {
                found.load(in);
            }
        }
        found.keySet().removeIf(key -> !key.toString().startsWith("dev.ksef."));
        return found;
    }
}
