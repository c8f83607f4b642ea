package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shows that each rule finds what was planted for it, one by one, and leaves alone what only looks like it. A kind of violation
 * that somebody thinks of later is one more method, field or class in the planted packages.
 */
class PlantedViolationsTest {

    private static final String SYNC = "dev.ksef.sync.planted.";

    /** What a rule must find, as places in the code, and the classes or packages in which it must find nothing. */
    private record Planted(Set<String> guilty, List<String> innocent) {}

    private static final Map<Rules, Planted> PLANTED = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Rules.EVERY_PACKAGE_BELONGS_TO_A_FLOOR,
                    new Planted(
                            Set.of("dev.ksef.sync.planted", "dev.ksef.sync.planted.ring"),
                            List.of(
                                    "dev.ksef",
                                    "dev.ksef.model.planted",
                                    "dev.ksef.domain.planted",
                                    "dev.ksef.adapter.planted.room",
                                    "dev.ksef.simulator.planted"))),
            Map.entry(
                    Rules.FLOORS_KNOW_ONLY_WHAT_LIES_BELOW,
                    new Planted(
                            Set.of(
                                    "dev.ksef.PlantedClient",
                                    "dev.ksef.PlantedClient.WithSimulator",
                                    "dev.ksef.PlantedClient.WithSignatures",
                                    "dev.ksef.model.planted.KnowsTheDomain",
                                    "dev.ksef.domain.planted.KnowsTheClient",
                                    "dev.ksef.domain.planted.KnowsAnAdapter",
                                    "dev.ksef.adapter.planted.KnowsTheDomain",
                                    "dev.ksef.qr.planted.KnowsTheDomain",
                                    "dev.ksef.signature.planted.KnowsTheDomain",
                                    "dev.ksef.testkit.planted.KnowsTheDomain",
                                    "dev.ksef.simulator.planted.KnowsTheModel",
                                    "dev.ksef.openapi.planted.KnowsTheModel",
                                    "dev.ksef.examples.planted.KnowsTheTestkit",
                                    "dev.ksef.benchmarks.planted.KnowsAnExample",
                                    SYNC + "KnowsTheModel"),
                            List.of(
                                    "dev.ksef.PlantedAssembly",
                                    "dev.ksef.model.planted.Inhabitant",
                                    "dev.ksef.domain.planted.Inhabitant",
                                    "dev.ksef.adapter.planted.Inhabitant",
                                    "dev.ksef.adapter.planted.KnowsAnother",
                                    "dev.ksef.qr.planted.Inhabitant",
                                    "dev.ksef.signature.planted.Inhabitant",
                                    "dev.ksef.testkit.planted.Inhabitant",
                                    "dev.ksef.simulator.planted.Inhabitant",
                                    "dev.ksef.examples.planted.KnowsTheClient"))),
            Map.entry(
                    Rules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
                    new Planted(
                            Set.of(
                                    "dev.ksef.adapter.planted.KnowsAnother",
                                    "dev.ksef.adapter.planted.KnowsAnotherByReference"),
                            List.of(
                                    "dev.ksef.PlantedAssembly",
                                    "dev.ksef.adapter.planted.Inhabitant",
                                    "dev.ksef.adapter.planted.room",
                                    "dev.ksef.adapter.other.planted"))),
            Map.entry(
                    Rules.PORTS_AND_DOMAIN_NEED_NO_LIBRARY,
                    new Planted(
                            Set.of("dev.ksef.model.planted.ThirdParty", "dev.ksef.domain.planted.ThirdParty"),
                            List.of(
                                    "dev.ksef.model.planted.Inhabitant",
                                    "dev.ksef.domain.planted.Inhabitant",
                                    "dev.ksef.domain.planted.OnlyTheJdk",
                                    "dev.ksef.adapter.planted.Inhabitant"))),
            Map.entry(
                    Rules.PACKAGES_FORM_NO_CIRCLE,
                    new Planted(
                            Set.of(SYNC + "circle.back, " + SYNC + "circle.left, " + SYNC + "circle.right"),
                            List.of(SYNC + "line.first", SYNC + "line.last", SYNC + "ring"))),
            Map.entry(
                    Rules.CLASSES_FORM_NO_LARGE_CIRCLE,
                    new Planted(
                            Set.of(Stream.of(
                                            "RingOfSix",
                                            "SixthFifth",
                                            "SixthFourth",
                                            "SixthSecond",
                                            "SixthSixth",
                                            "SixthThird")
                                    .map(name -> SYNC + "ring." + name)
                                    .collect(Collectors.joining(", "))),
                            List.of(SYNC + "ring.RingOfFive", SYNC + "ring.FifthSecond", SYNC + "circle.left.Left"))),
            Map.entry(
                    Rules.PACKAGES_ARE_SMALL,
                    new Planted(Set.of(SYNC + "crowd"), List.of(SYNC + "room", SYNC + "line.first"))),
            Map.entry(
                    Rules.THE_CLOCK_IS_READ_IN_ONE_PLACE,
                    new Planted(eachMethodOf("ReadsTheClock"), List.of(SYNC + "KnowsOtherTimes", SYNC + "Waits"))),
            Map.entry(
                    Rules.WAITING_IS_DONE_IN_ONE_PLACE,
                    new Planted(eachMethodOf("Waits"), List.of(SYNC + "NeverWaits", SYNC + "ReadsTheClock"))),
            Map.entry(
                    Rules.NO_STATIC_STATE_CHANGES,
                    new Planted(eachStaticFieldIn("SharedThatChanges"), List.of(SYNC + "SharedThatStays"))),
            Map.entry(Rules.NO_REFLECTION, new Planted(eachMethodOf("Reflects"), List.of(SYNC + "KnowsItsClasses"))),
            Map.entry(
                    Rules.NOTHING_IS_PRINTED,
                    new Planted(eachMethodOf("Prints"), List.of(SYNC + "WritesWhereItIsTold"))),
            Map.entry(
                    Rules.NAMES_SAY_WHAT_A_CLASS_DOES,
                    new Planted(eachClassIn("EmptyNames"), List.of(SYNC + "SpeakingNames", SYNC + "Prints"))),
            Map.entry(
                    Rules.OPTIONAL_IS_A_RETURN_TYPE_ONLY,
                    new Planted(eachMemberOf("TakesOptionals"), List.of(SYNC + "AnswersWithOptionals")))));

    @Test
    void everyRule_hasSomethingPlantedForIt() {
        assertThat(PLANTED).containsOnlyKeys(Rules.values()).allSatisfy((rule, planted) -> {
            assertThat(planted.guilty()).as(rule + " has something to find").isNotEmpty();
            assertThat(planted.innocent())
                    .as(rule + " has something to leave alone")
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void plantedViolations_areFoundOneByOne(Rules rule) {
        Set<String> found = rule.faults(CodeBase.PLANTED).stream()
                .flatMap(PlantedViolationsTest::places)
                .collect(Collectors.toSet());
        assertThat(PLANTED.get(rule).guilty())
                .as(rule + " finds each of these")
                .allSatisfy(place -> assertThat(found).contains(place));
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void innocentClasses_areLeftAlone(Rules rule) {
        List<Fault> faults = rule.faults(CodeBase.PLANTED);
        assertThat(PLANTED.get(rule).innocent())
                .as(rule + " finds nothing in any of these")
                .allSatisfy(place -> {
                    assertThat(isPlanted(place)).as(place + " exists").isTrue();
                    assertThat(faults)
                            .filteredOn(fault -> places(fault).anyMatch(place::equals))
                            .isEmpty();
                });
    }

    /** A fault of a member is one of its class, and one of the class that this is nested in; a circle has many places. */
    private static Stream<String> places(Fault fault) {
        String packageName = fault.packageName();
        Stream<String> ofTheCircle = Arrays.stream(packageName.split(", "));
        if (fault.type().isEmpty()) {
            return Stream.concat(Stream.of(packageName), ofTheCircle);
        }
        String type = packageName + "." + fault.type();
        return Stream.of(packageName, packageName + "." + fault.topLevelType(), type, type + "." + fault.member());
    }

    private static boolean isPlanted(String place) {
        return CodeBase.PLANTED.stream()
                .anyMatch(type ->
                        type.getPackageName().equals(place) || type.getName().equals(place));
    }

    private static Set<String> eachMethodOf(String type) {
        return members(type, JavaClass::getMethods);
    }

    /** The static fields of a class and of the classes nested in it. */
    private static Set<String> eachStaticFieldIn(String type) {
        return CodeBase.PLANTED.stream()
                .filter(owner ->
                        owner.getName().equals(SYNC + type) || owner.getName().startsWith(SYNC + type + "$"))
                .flatMap(owner -> owner.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(field -> field.getFullName().replace('$', '.'))
                .collect(Collectors.toSet());
    }

    /** The methods and fields of a class and the classes nested in it. */
    private static Set<String> eachMemberOf(String type) {
        Set<String> places = new TreeSet<>(eachClassIn(type));
        places.addAll(members(type, JavaClass::getMethods));
        places.addAll(members(type, JavaClass::getFields));
        return places;
    }

    private static Set<String> eachClassIn(String type) {
        return CodeBase.PLANTED.stream()
                .filter(nested -> nested.getName().startsWith(SYNC + type + "$"))
                .map(nested -> nested.getName().replace('$', '.'))
                .collect(Collectors.toSet());
    }

    private static Set<String> members(String type, Function<JavaClass, Set<? extends JavaMember>> kind) {
        return kind.apply(CodeBase.PLANTED.get(SYNC + type)).stream()
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(member -> SYNC + type + "." + member.getName())
                .collect(Collectors.toSet());
    }
}
