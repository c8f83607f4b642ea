package dev.ksef.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A break of the public API is a decision: what was public in the baseline is so still. {@code -Dapi.accept=true} makes the
 * present API the baseline; say in the message of the commit what breaks and why.
 */
class PublicApiTest {

    private static final Path BASELINE = Path.of("..", "api", "baseline");

    static Stream<PublicApi> modules() {
        return PublicApi.ofAllModules().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void api_isCompatibleWithItsBaseline(PublicApi api) {
        Path baseline = BASELINE.resolve(api.module() + ".jar");
        if (Boolean.getBoolean("api.accept")) {
            api.writeTo(baseline);
        }

        assertThat(baseline)
                .as("%s has no baseline: run this test with -Dapi.accept=true", api.module())
                .exists();
        Path now = Path.of("target", "api", api.module() + ".jar");
        api.writeTo(now);
        assertThat(ApiComparison.breaks(baseline, now))
                .as("What breaks users of %s. If it is meant, run this test with -Dapi.accept=true", api.module())
                .isEmpty();
    }

    @Test
    void baselines_areOfModulesThatThereAre() throws IOException {
        try (Stream<Path> baselines = Files.list(BASELINE)) {
            assertThat(baselines.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            modules().map(api -> api.module() + ".jar").toList());
        }
    }

    /** Prints how many types each module shows, nested ones counted. */
    @Test
    void types_areCounted() throws IOException {
        List<PublicApi> all = modules().toList();
        String counts =
                all.stream().map(api -> api.module() + " " + api.types().size()).collect(Collectors.joining("\n"));
        System.out.println("Public types in exported packages:\n" + counts.indent(2));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "public-types.txt"), counts + "\n");

        assumeThat(all).isNotEmpty();
        assertThat(all)
                .allSatisfy(api -> assertThat(api.types()).as(api.module()).isNotEmpty());
    }
}
