package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published tells its licence, and whose work it contains. */
class LicenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Every module with code that Maven would deploy. */
    static Stream<String> publishedModules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            List<String> published = folders.filter(LicenceTest::isPublished)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(published).contains("ksef-ports", "ksef-sdk", "ksef-simulator", "ksef-testkit");
            return published.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void publishedModule_bringsLicenceAndNotice(String module) {
        Path brought = ROOT.resolve(module).resolve("target/classes/META-INF");
        assertThat(brought.resolve("LICENSE")).hasSameTextualContentAs(ROOT.resolve("LICENSE"));
        assertThat(brought.resolve("NOTICE")).hasSameTextualContentAs(ROOT.resolve("NOTICE"));
    }

    @Test
    void copiesOfLibraries_bringTheLicencesAndNoticesOfTheirAuthors() {
        Path brought = ROOT.resolve("ksef-thirdparty/target/classes/META-INF/thirdparty");
        assertThat(brought.resolve("README")).content().contains("changed");
        for (String jackson : List.of("jackson-annotations", "jackson-core", "jackson-databind")) {
            assertThat(brought.resolve(jackson + "/LICENSE")).content().contains("Apache");
            assertThat(brought.resolve(jackson + "/NOTICE")).content().contains("Tatu Saloranta");
        }
        assertThat(brought.resolve("jackson-core/FastDoubleParser-LICENSE"))
                .content()
                .contains("MIT License");
        assertThat(brought.resolve("jackson-core/Schubfach-LICENSE"))
                .content()
                .contains("Permission is hereby granted");
        assertThat(brought.resolve("resilience4j/LICENSE.txt")).content().contains("Apache License");
        assertThat(brought.resolve("slf4j/LICENSE.txt")).content().contains("QOS.ch");
    }

    @Test
    void simulatorThatRunsByItself_bringsTheLicencesOfAllThatItContains() throws IOException {
        Path program = ROOT.resolve("ksef-simulator/target/ksef-simulator.jar");
        assumeTrue(Files.exists(program), "SKIPPED: nothing was packaged");
        try (JarFile jar = new JarFile(program.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/LICENSE.md")).as("Bouncy Castle's").contains("Bouncy Castle");
            assertThat(text(jar, "META-INF/thirdparty/jackson-core/FastDoubleParser-LICENSE"))
                    .contains("MIT License");
            assertThat(text(jar, "META-INF/NOTICE")).isEqualTo(Files.readString(ROOT.resolve("NOTICE")));
            assertThat(text(jar, "META-INF/thirdparty/jackson-core/NOTICE")).contains("Tatu Saloranta");
        }
    }

    /** The page is written by a program; this finds that nobody ran it after a version changed or a library came. */
    @ParameterizedTest
    @MethodSource("publishedModules")
    void dependenciesOfAModule_areListedInTheirVersions(String module) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/dependencies.md"));
        String poms = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(page).contains("| `" + module + "` |");
        for (String dependency : ProjectModules.broughtBy(ProjectModules.pomOf(module))) {
            assertThat(page).as("%s of %s", dependency, module).contains(":" + dependency + "`");
            Matcher managed = Pattern.compile("<artifactId>" + dependency + "</artifactId>\\s*<version>\\$\\{([^}]+)}")
                    .matcher(poms);
            // Only JUnit's versions come from a BOM.
            assertThat(managed.find()).as(dependency).isNotEqualTo(dependency.startsWith("junit-"));
            if (!dependency.startsWith("junit-")) {
                String version = poms.replaceFirst("(?s).*<" + managed.group(1) + ">([^<]+)<.*", "$1");
                assertThat(page)
                        .as("%s of %s: run java scripts/Dependencies.java, as its head says", dependency, module)
                        .contains(":" + dependency + "` | " + version + " |");
            }
        }
    }

    private static boolean isPublished(Path module) {
        Path pom = module.resolve("pom.xml");
        try {
            return Files.exists(pom)
                    && Files.isDirectory(module.resolve("src/main/java"))
                    && !Files.readString(pom).contains("<maven.deploy.skip>true</maven.deploy.skip>");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        var entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
