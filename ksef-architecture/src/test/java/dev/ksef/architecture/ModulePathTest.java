package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Resolves our modules as an application on the module path would: a split package or a missing module fails here. */
class ModulePathTest {

    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> !path.toString().contains("ksef-architecture"))
            .toList();

    @Test
    void client_onTheModulePath_resolvesWithAllItNeeds() {
        Set<String> resolved = resolve("dev.ksef.sdk");
        assertThat(resolved)
                .contains(
                        "dev.ksef.sdk",
                        "dev.ksef.ports",
                        "dev.ksef.domain",
                        "dev.ksef.adapter.feign",
                        "dev.ksef.adapter.crypto",
                        "dev.ksef.adapter.compress",
                        "dev.ksef.qr")
                .doesNotContain("dev.ksef.simulator", "dev.ksef.testkit");
    }

    @Test
    void simulatorAndTestkit_onTheModulePath_resolve() {
        assertThat(resolve("dev.ksef.simulator")).doesNotContain("dev.ksef.ports");
        assertThat(resolve("dev.ksef.testkit")).contains("dev.ksef.ports").doesNotContain("dev.ksef.domain");
    }

    @Test
    void fa3_onTheModulePath_resolvesWithThePortsAlone() {
        assertThat(resolve("dev.ksef.fa3")).contains("dev.ksef.ports").doesNotContain("dev.ksef.domain");
    }

    @Test
    void stores_onTheModulePath_resolveWithThePortsAlone() {
        assertThat(resolve("dev.ksef.adapter.caffeine"))
                .contains("dev.ksef.ports", "com.github.benmanes.caffeine")
                .doesNotContain("dev.ksef.domain");
        assertThat(resolve("dev.ksef.adapter.file"))
                .filteredOn(name -> !name.startsWith("java."))
                .containsExactlyInAnyOrder("dev.ksef.adapter.file", "dev.ksef.ports");
    }

    @Test
    void meters_onTheModulePath_resolve() {
        // An automatic module brings all others along, so that what is absent says nothing here.
        assertThat(resolve("dev.ksef.adapter.micrometer"))
                .contains("dev.ksef.ports", "micrometer.core", "micrometer.observation");
    }

    @Test
    void archives_onTheModulePath_resolveWithTheirLibrary() {
        // An automatic module, too: it needs others, which are automatic themselves or stand on the path.
        assertThat(resolve("dev.ksef.adapter.compress"))
                .contains(
                        "dev.ksef.ports",
                        "org.apache.commons.compress",
                        "org.apache.commons.io",
                        "org.apache.commons.lang3")
                .doesNotContain("dev.ksef.domain");
    }

    @Test
    void tokens_onTheModulePath_resolveWithThePortsAndTheJdksProvider() {
        assertThat(resolve("dev.ksef.adapter.pkcs11"))
                .filteredOn(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                .containsExactlyInAnyOrder("dev.ksef.adapter.pkcs11", "dev.ksef.ports");
    }

    private static Set<String> resolve(String root) {
        ModuleFinder ours = ModuleFinder.of(
                CLASS_PATH.stream().filter(ModulePathTest::isForTheModulePath).toArray(Path[]::new));
        Configuration resolved = ModuleLayer.boot().configuration().resolve(ours, ModuleFinder.of(), Set.of(root));
        return resolved.modules().stream().map(module -> module.name()).collect(Collectors.toSet());
    }

    /** One automatic module brings all others along, so DSS would hide what is missing: consumers/module-path runs it. */
    private static boolean isForTheModulePath(Path path) {
        return !path.toString().contains("sd-dss") && !path.toString().contains("ksef-signature-dss");
    }
}
