package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Holds the poms against the map: what a module may depend on, of our own and of others. */
class BuildGraphTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Set<String> BOUNCY_CASTLE = Set.of("bcprov-jdk18on", "bcpkix-jdk18on", "bcutil-jdk18on");

    /** Dependencies of users' class paths: everything but test scope. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry(
                    "ksef-thirdparty",
                    Set.of("jackson-databind", "resilience4j-retry", "resilience4j-circuitbreaker", "slf4j-nop")),
            Map.entry("ksef-ports", Set.of("jspecify")),
            Map.entry("ksef-domain", Set.of("ksef-ports")),
            Map.entry(
                    "ksef-adapter-feign",
                    Set.of("ksef-ports", "ksef-thirdparty", "feign-core", "feign-okhttp", "feign-hc5")),
            Map.entry("ksef-adapter-crypto-bc", Set.of("ksef-ports", "bc*")),
            Map.entry("ksef-adapter-caffeine", Set.of("ksef-ports", "caffeine")),
            Map.entry("ksef-adapter-compress", Set.of("ksef-ports", "commons-compress")),
            Map.entry("ksef-adapter-file", Set.of("ksef-ports")),
            Map.entry("ksef-adapter-jdbc", Set.of("ksef-ports")),
            Map.entry("ksef-adapter-redis", Set.of("ksef-ports", "lettuce-core")),
            Map.entry("ksef-adapter-micrometer", Set.of("ksef-ports", "micrometer-core", "micrometer-observation")),
            Map.entry("ksef-adapter-pkcs11", Set.of("ksef-ports")),
            Map.entry("ksef-qr", Set.of("ksef-ports", "core")),
            Map.entry("ksef-fa3", Set.of("ksef-ports")),
            Map.entry(
                    "ksef-pdf",
                    Set.of(
                            "ksef-ports",
                            "ksef-fa3",
                            "ksef-qr",
                            "fop-core",
                            "fontbox",
                            "pdfbox",
                            "commons-io",
                            "commons-logging")),
            Map.entry("ksef-signature-dss", Set.of("ksef-ports", "dss-*", "bc*", "commons-codec")),
            Map.entry(
                    "ksef-sdk",
                    Set.of(
                            "ksef-ports",
                            "ksef-domain",
                            "ksef-adapter-feign",
                            "ksef-adapter-crypto-bc",
                            "ksef-adapter-compress",
                            "ksef-qr",
                            "bc*")),
            Map.entry(
                    "ksef-spring-boot-starter",
                    Set.of(
                            "ksef-sdk",
                            "ksef-signature-dss",
                            "ksef-adapter-caffeine",
                            "ksef-adapter-file",
                            "ksef-adapter-jdbc",
                            "ksef-adapter-micrometer",
                            "ksef-adapter-pkcs11",
                            "ksef-adapter-redis",
                            "ksef-simulator",
                            "spring-boot-autoconfigure",
                            "spring-boot-actuator-autoconfigure",
                            "spring-boot-data-redis",
                            "spring-boot-health",
                            "spring-test",
                            "junit-jupiter-api")),
            Map.entry(
                    "ksef-cli",
                    Set.of(
                            "ksef-sdk",
                            "ksef-fa3",
                            "ksef-pdf",
                            "ksef-adapter-file",
                            "ksef-adapter-pkcs11",
                            "ksef-signature-dss",
                            "ksef-simulator",
                            "picocli",
                            "slf4j-nop")),
            Map.entry("ksef-testkit", Set.of("ksef-ports", "junit-jupiter-api", "assertj-core", "record-builder-core")),
            Map.entry("ksef-simulator", Set.of("ksef-thirdparty", "bc*", "core", "junit-jupiter-api", "jspecify")));

    static Stream<String> modules() {
        return ALLOWED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_dependsOnWhatTheMapAllows(String module) throws Exception {
        Set<String> undue = new TreeSet<>(dependencies(ROOT.resolve(module).resolve("pom.xml")));
        undue.removeIf(artifact -> isAllowed(artifact, ALLOWED.get(module)));
        assertThat(undue).as("dependencies of " + module + " beyond the map").isEmpty();
    }

    @Test
    void undueDependency_isFound(@TempDir Path folder) throws Exception {
        Path planted = Files.writeString(folder.resolve("pom.xml"), """
            <project><dependencies>
              <dependency><groupId>g</groupId><artifactId>ksef-domain</artifactId></dependency>
              <dependency><groupId>g</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
            </dependencies></project>\
            """);
        assertThat(dependencies(planted)).containsExactly("ksef-domain");
        assertThat(isAllowed("ksef-domain", ALLOWED.get("ksef-adapter-feign"))).isFalse();
    }

    @Test
    void everyModule_standsInTheReactorAndOnTheMap() throws IOException {
        Set<String> buildOnly = Set.of(
                "ksef-bom",
                "ksef-examples",
                "ksef-benchmarks",
                "ksef-architecture",
                "ksef-openapi-check",
                "ksef-fa3-generator",
                "ksef-spring-boot-4");
        String reactor = Files.readString(ROOT.resolve("pom.xml"));
        try (Stream<Path> folders = Files.list(ROOT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()).filter(name -> name.startsWith("ksef-")))
                    .allSatisfy(name -> {
                        assertThat(reactor).contains("<module>" + name + "</module>");
                        assertThat(ALLOWED.containsKey(name) || buildOnly.contains(name))
                                .as(name + " is on the map")
                                .isTrue();
                    });
        }
    }

    private static boolean isAllowed(String artifact, Set<String> allowed) {
        return allowed.contains(artifact)
                || artifact.equals("jspecify")
                || artifact.startsWith("dss-") && allowed.contains("dss-*")
                || BOUNCY_CASTLE.contains(artifact) && allowed.contains("bc*");
    }

    private static Set<String> dependencies(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        Set<String> found = new TreeSet<>();
        for (var child = project.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals("dependencies")) {
                var dependencies = element.getElementsByTagName("dependency");
                for (int i = 0; i < dependencies.getLength(); i++) {
                    Element dependency = (Element) dependencies.item(i);
                    if (!text(dependency, "scope").equals("test")) {
                        found.add(text(dependency, "artifactId"));
                    }
                }
            }
        }
        return found;
    }

    private static String text(Element parent, String tag) {
        var elements = parent.getElementsByTagName(tag);
        return elements.getLength() == 0
                ? ""
                : elements.item(0).getTextContent().strip();
    }
}
