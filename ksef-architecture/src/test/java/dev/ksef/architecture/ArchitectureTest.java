package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the main classes of every module against every rule. */
class ArchitectureTest {

    static List<String> modules() {
        return ProjectModules.withMainCode();
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void production_keepsTheRule(Rules rule) {
        assertThat(rule.faults(CodeBase.PRODUCTION)).as(rule.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachClassOfAModule_isHeldAgainstTheRules(String module) throws IOException {
        Path sources = ProjectModules.ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                            .map(file -> sources.relativize(file).toString().replace('/', '.'))
                            .map(file -> file.substring(0, file.length() - ".java".length())))
                    .isNotEmpty()
                    .as("classes of " + module + " that are compiled and seen")
                    .allSatisfy(name -> assertThat(CodeBase.PRODUCTION.contain(name))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void eachPackage_belongsToOneModule() {
        assertThat(modulesByPackage(CodeBase.PRODUCTION))
                .hasSizeGreaterThan(10)
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void packageThatIsSplit_isFound() {
        JavaClasses withPlanted =
                new ClassFileImporter().importPaths(ProjectModules.classesOf("ksef-sdk"), CodeBase.testClasses());
        assertThat(modulesByPackage(withPlanted).get("dev.ksef"))
                .as("the planted client stands in a package of another module")
                .hasSize(2);
    }

    private static Map<String, Set<String>> modulesByPackage(JavaClasses classes) {
        return classes.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(CodeBase::module, Collectors.toCollection(TreeSet::new))));
    }
}
