package dev.ksef.architecture;

import static dev.ksef.architecture.Rules.NOTHING_IS_PRINTED;
import static dev.ksef.architecture.Rules.PACKAGES_FORM_NO_CIRCLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the exemptions themselves to account: each is needed, and lets pass no more than it names. */
class ExemptionsTest {

    private static final Map<Rules, List<Fault>> FAULTS = new EnumMap<>(Rules.class);

    static List<Exemption> all() {
        return Exemptions.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void exemption_isStillNeeded(Exemption exemption) {
        assertThat(FAULTS.computeIfAbsent(exemption.rule(), rule -> rule.allFaults(CodeBase.PRODUCTION)))
                .as("Nothing there breaks the rule any more, or it has another name now: see Exemptions")
                .anyMatch(exemption::covers);
    }

    @Test
    void classThatIsNamedWithoutItsPackage_isTheOnlyOneOfItsName() {
        assertThat(Exemptions.ALL)
                .filteredOn(exemption -> Character.isUpperCase(exemption.place().charAt(0))
                        && !exemption.place().contains(","))
                .isNotEmpty()
                .allSatisfy(exemption -> assertThat(CodeBase.PRODUCTION.stream()
                                .filter(JavaClass::isTopLevelClass)
                                .map(JavaClass::getSimpleName)
                                .filter(name -> exemption.place().equals(name)
                                        || exemption.place().startsWith(name + ".")))
                        .as("classes that %s means", exemption.place())
                        .hasSize(1));
    }

    @Test
    void exemption_isNamedOnceAndWithAReason() {
        assertThat(Exemptions.ALL)
                .allSatisfy(exemption -> assertThat(exemption.reason()).isNotBlank())
                .extracting(exemption -> exemption.rule().name() + " " + exemption.place())
                .doesNotHaveDuplicates();
    }

    @Test
    void exemptionOfAPackage_coversWhatIsBelowItAndNothingBesideIt() {
        Exemption exemption = printing("dev.ksef.examples..");
        assertThat(exemption.covers(printed("dev.ksef.examples", "QuickStart", "main")))
                .isTrue();
        assertThat(exemption.covers(printed("dev.ksef.examples.guide", "Other", "run")))
                .isTrue();
        assertThat(exemption.covers(printed("dev.ksef.exampleses", "QuickStart", "main")))
                .isFalse();
        assertThat(exemption.covers(printed("dev.ksef", "KsefClient", "main"))).isFalse();
    }

    @Test
    void exemptionOfAClass_coversWhatIsNestedInItAndNoOtherClass() {
        Exemption exemption = printing("Main");
        assertThat(exemption.covers(printed("dev.ksef.simulator", "Main", "main")))
                .isTrue();
        assertThat(exemption.covers(printed("dev.ksef.simulator.program", "Main.Options", "help")))
                .isTrue();
        assertThat(exemption.covers(printed("dev.ksef.simulator", "MainPage", "main")))
                .isFalse();
        assertThat(exemption.covers(printed("dev.ksef.simulator", "Other.Main", "main")))
                .isFalse();
    }

    @Test
    void exemptionOfAMember_coversNoOtherMember() {
        Exemption exemption = printing("KsefContext.ENTERED");
        assertThat(exemption.covers(printed("dev.ksef", "KsefContext", "ENTERED")))
                .isTrue();
        assertThat(exemption.covers(printed("dev.ksef", "KsefContext", "OTHER")))
                .isFalse();
    }

    @Test
    void exemptionOfACircle_coversASmallerOneAndNoLargerOne() {
        Exemption exemption = new Exemption(PACKAGES_FORM_NO_CIRCLE, "dev.ksef.a, dev.ksef.b, C", "known");
        assertThat(exemption.covers(Fault.of("dev.ksef.a, dev.ksef.b", ""))).isTrue();
        assertThat(exemption.covers(Fault.of("dev.ksef.a, dev.ksef.x.C", ""))).isTrue();
        assertThat(exemption.covers(Fault.of("dev.ksef.a, dev.ksef.b, dev.ksef.d", "")))
                .isFalse();
    }

    private static Exemption printing(String place) {
        return new Exemption(NOTHING_IS_PRINTED, place, "for the test");
    }

    private static Fault printed(String packageName, String type, String member) {
        return new Fault(packageName, type, member, "prints");
    }
}
