package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the production classes against every rule, and every rule against a planted violation. */
class ArchitectureTest {

    private static final String THIS_MODULE = "ksef-architecture";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !isOurs(location))
            .importPackages("dev.ksef");

    private static final JavaClasses PLANTED =
            new ClassFileImporter().withImportOption(ArchitectureTest::isOurs).importPackages("dev.ksef");

    private static boolean isOurs(Location location) {
        return location.contains(THIS_MODULE);
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void production_keepsTheRule(Rules rule) {
        rule.rule().check(PRODUCTION);
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void plantedViolation_breaksTheRule(Rules rule) {
        assertThatThrownBy(() -> rule.rule().check(PLANTED))
                .as("the rule must fail on the violation planted for it")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted");
    }

    @Test
    void collectionThatHidesBehindItsInterface_isFound() {
        assertThatThrownBy(() -> Rules.NO_STATIC_MUTABLE_STATE.rule().check(PLANTED))
                .hasMessageContaining("Impatient.SEEN");
    }

    @Test
    void production_isReallyWhatIsChecked() {
        Set<String> packages =
                PRODUCTION.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .contains(
                        "dev.ksef",
                        "dev.ksef.adapter.caffeine",
                        "dev.ksef.adapter.crypto",
                        "dev.ksef.adapter.feign",
                        "dev.ksef.adapter.file",
                        "dev.ksef.adapter.pkcs11",
                        "dev.ksef.domain.auth",
                        "dev.ksef.domain.certificate",
                        "dev.ksef.domain.session",
                        "dev.ksef.model",
                        "dev.ksef.port",
                        "dev.ksef.qr",
                        "dev.ksef.signature",
                        "dev.ksef.simulator",
                        "dev.ksef.testkit.transport");
    }

    @Test
    void eachPackage_belongsToOneModule() {
        assertThat(modulesByPackage(PRODUCTION))
                .hasSizeGreaterThan(10)
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void packageThatIsSplit_isFound() {
        JavaClasses withPlanted = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/") || isOurs(location))
                .importPackages("dev.ksef");
        assertThat(modulesByPackage(withPlanted).get("dev.ksef"))
                .as("the planted client stands in a package of another module")
                .hasSize(2);
    }

    private static Map<String, Set<String>> modulesByPackage(JavaClasses classes) {
        return classes.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(ArchitectureTest::module, Collectors.toCollection(TreeSet::new))));
    }

    /** The folder of the module that a class was compiled in, wherever it was read from. */
    private static String module(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.indexOf("/target/"));
    }
}
