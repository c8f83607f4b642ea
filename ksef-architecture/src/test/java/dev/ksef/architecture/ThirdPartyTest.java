package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The copies of libraries that we use: whatever an application brings of the originals, the two never meet. */
class ThirdPartyTest {

    private static final Path COPIES = ProjectModules.classesOf("ksef-thirdparty");

    /** As class files name them. */
    private static final List<String> ORIGINALS =
            List.of("tools/jackson/", "com/fasterxml/jackson/", "io/github/resilience4j/", "org/slf4j/");

    @Test
    void copies_standBelowOnePackageOfOurs_withTheirServices() throws IOException {
        assertThat(classes())
                .hasSizeGreaterThan(1000)
                .allSatisfy(
                        file -> assertThat(COPIES.relativize(file).toString()).startsWith("dev/ksef/thirdparty/"));
        try (Stream<Path> services = Files.list(COPIES.resolve("META-INF/services"))) {
            assertThat(services).isNotEmpty().allSatisfy(file -> {
                assertThat(file.getFileName().toString()).startsWith("dev.ksef.thirdparty.");
                assertThat(file).content().startsWith("dev.ksef.thirdparty.");
            });
        }
    }

    @Test
    void copies_nameNoOriginal() throws IOException {
        for (Path file : classes()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(ORIGINALS).as(file.toString()).noneMatch(bytes::contains);
        }
    }

    @Test
    void copies_areExportedToOurOwnModulesAlone() throws IOException {
        try (InputStream file = Files.newInputStream(COPIES.resolve("module-info.class"))) {
            assertThat(ModuleDescriptor.read(file).exports())
                    .isNotEmpty()
                    .allMatch(Exports::isQualified)
                    .allSatisfy(exports ->
                            assertThat(exports.targets()).isSubsetOf("dev.ksef.adapter.feign", "dev.ksef.simulator"));
        }
    }

    @Test
    void originals_areOnNobodysClassPath() {
        var brought = new TreeSet<String>();
        ProjectModules.published().stream()
                .filter(module -> !module.equals("ksef-thirdparty"))
                .forEach(module -> brought.addAll(ProjectModules.dependencies(ProjectModules.pomOf(module))));
        assertThat(brought)
                .contains("ksef-thirdparty")
                .noneMatch(artifact -> artifact.startsWith("jackson")
                        || artifact.startsWith("resilience4j")
                        || artifact.startsWith("slf4j"));
        assertThat(ProjectModules.dependencies(ProjectModules.pomOf("ksef-thirdparty")))
                .as("each of these is optional")
                .hasSize(optionalDependencies());
    }

    private static int optionalDependencies() {
        try {
            String pom = Files.readString(ProjectModules.pomOf("ksef-thirdparty"));
            return pom.split("<optional>true</optional>", -1).length - 1;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> files = Files.walk(COPIES)) {
            return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
                    .toList();
        }
    }
}
