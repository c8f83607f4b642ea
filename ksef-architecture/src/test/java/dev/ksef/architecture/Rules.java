package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of the house. Each looks at everything in {@code dev.ksef}, so that a new package or module is guarded without
 * anybody doing anything; what a rule does not apply to stands in {@link Exemptions} with its reason. Each rule is listed in
 * INVARIANTS.md, and {@link PlantedViolationsTest} shows what it finds and what it leaves alone.
 */
enum Rules {
    EVERY_PACKAGE_BELONGS_TO_A_FLOOR("every package belongs to a floor", FloorRules::packagesWithoutFloor),

    FLOORS_KNOW_ONLY_WHAT_LIES_BELOW(
            "each floor knows of our own code only what the map says", FloorRules::glancesUpstairs),

    ADAPTERS_DO_NOT_KNOW_EACH_OTHER("adapters do not know each other", FloorRules::adaptersThatMeet),

    PORTS_AND_DOMAIN_NEED_NO_LIBRARY(
            "ports and domain depend on the JDK and nullness annotations only", FloorRules::librariesDownstairs),

    PACKAGES_FORM_NO_CIRCLE("packages form no circle", PackageRules::circlesOfPackages),

    CLASSES_FORM_NO_LARGE_CIRCLE(
            "no more than " + PackageRules.LARGEST_CIRCLE_OF_CLASSES + " classes form a circle",
            PackageRules::largeCirclesOfClasses),

    PACKAGES_ARE_SMALL(
            "no package has more than " + PackageRules.LARGEST_PACKAGE + " files", PackageRules::largePackages),

    THE_CLOCK_IS_READ_IN_ONE_PLACE("only SystemTime reads the clock", TimeRules::readingsOfTheClock),

    WAITING_IS_DONE_IN_ONE_PLACE("only SystemTime waits", TimeRules::waits),

    NO_STATIC_STATE_CHANGES("what is static never changes", StateRules::changingStaticFields),

    NO_REFLECTION("nothing is found by reflection", CallRules::reflection),

    NOTHING_IS_PRINTED("nothing is printed", CallRules::prints),

    NAMES_SAY_WHAT_A_CLASS_DOES("names say what a class does", SignatureRules::emptyNames),

    OPTIONAL_IS_A_RETURN_TYPE_ONLY("Optional is a return type only", SignatureRules::optionalsThatAreNoAnswers);

    private final String sentence;
    private final Function<JavaClasses, Stream<Fault>> search;

    Rules(String sentence, Function<JavaClasses, Stream<Fault>> search) {
        this.sentence = sentence;
        this.search = search;
    }

    /** Everything that breaks the rule, also where it does not apply. */
    List<Fault> allFaults(JavaClasses classes) {
        return search.apply(classes).distinct().toList();
    }

    /** Everything that breaks the rule where it applies. */
    List<Fault> faults(JavaClasses classes) {
        return allFaults(classes).stream()
                .filter(fault -> Exemptions.of(this).noneMatch(exemption -> exemption.covers(fault)))
                .toList();
    }

    @Override
    public String toString() {
        return name() + ": " + sentence;
    }
}
