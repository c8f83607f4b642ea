package dev.ksef.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** The rules of the house. Each is listed in INVARIANTS.md and has a planted violation that makes it fail. */
enum Rules {
    PORTS_KNOW_THE_JDK_ONLY(onlyDependOn("dev.ksef.model..", "dev.ksef.port..")
            .describedBy("ports and vocabulary depend on the JDK and nullness annotations only")
            .inPackages("dev.ksef.model..", "dev.ksef.port..")),

    DOMAIN_KNOWS_THE_PORTS_ONLY(onlyDependOn("dev.ksef.model..", "dev.ksef.port..", "dev.ksef.domain..")
            .describedBy("the domain depends on the ports and the JDK only")
            .inPackages("dev.ksef.domain..")),

    ADAPTERS_KNOW_THE_PORTS_ONLY(ourDependenciesOnly(
            List.of("dev.ksef.adapter.."), "dev.ksef.model..", "dev.ksef.port..", "dev.ksef.adapter..")),

    ADAPTERS_DO_NOT_KNOW_EACH_OTHER(strangers("dev.ksef.adapter.(*)..")),

    QR_KNOWS_THE_PORTS_ONLY(
            ourDependenciesOnly(List.of("dev.ksef.qr.."), "dev.ksef.model..", "dev.ksef.port..", "dev.ksef.qr..")),

    SIGNATURES_KNOW_THE_PORTS_ONLY(ourDependenciesOnly(
            List.of("dev.ksef.signature.."), "dev.ksef.model..", "dev.ksef.port..", "dev.ksef.signature..")),

    TESTKIT_KNOWS_THE_PORTS_ONLY(ourDependenciesOnly(
            List.of("dev.ksef.testkit.."), "dev.ksef.model..", "dev.ksef.port..", "dev.ksef.testkit..")),

    SIMULATOR_SHARES_NOTHING_WITH_WHAT_IT_JUDGES(
            ourDependenciesOnly(List.of("dev.ksef.simulator.."), "dev.ksef.simulator..")),

    NOBODY_BELOW_KNOWS_THE_CLIENT(noClasses()
            .that(resideInAnyPackage(
                    "dev.ksef.model..",
                    "dev.ksef.port..",
                    "dev.ksef.domain..",
                    "dev.ksef.adapter..",
                    "dev.ksef.qr..",
                    "dev.ksef.signature..",
                    "dev.ksef.testkit..",
                    "dev.ksef.simulator.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.ksef"))
            .as("nothing below the client knows the client")
            .allowEmptyShould(true)),

    CLIENT_PULLS_IN_NO_TEST_TOOLS_AND_NO_DSS(noClasses()
            .that(resideInAPackage("dev.ksef"))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.ksef.testkit..", "dev.ksef.simulator..", "dev.ksef.signature.."))
            .as("the client pulls in neither test tools nor DSS")
            .allowEmptyShould(true)),

    TIME_IS_READ_AND_SPENT_IN_ONE_PLACE(noClasses()
            .that(inLibrary())
            .and()
            .doNotHaveFullyQualifiedName("dev.ksef.port.time.SystemTime")
            .should()
            .callCodeUnitWhere(readsTheClockOrSleeps())
            .as("only the one waiting place reads the clock or sleeps")
            .allowEmptyShould(true)),

    NO_STATIC_MUTABLE_STATE(fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(inLibrary())
            .should(neverChange())
            .as("there is no static mutable state but the ambient KsefContext and the logins of tokens")
            .allowEmptyShould(true)),

    NO_REFLECTION_IN_PORTS_AND_DOMAIN(noClasses()
            .that(resideInAnyPackage("dev.ksef.model..", "dev.ksef.port..", "dev.ksef.domain.."))
            .should()
            .callCodeUnitWhere(reflects())
            .as("ports and domain use no reflection")
            .allowEmptyShould(true)),

    NAMES_SAY_WHAT_A_CLASS_DOES(noClasses()
            .that(resideInAPackage("dev.ksef.."))
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Port|Adapter)")
            .orShould()
            .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
            .as("no class is named Impl, Manager, Helper, Util, Port or Adapter, and no I stands in front")
            .allowEmptyShould(true)),

    OPTIONAL_IS_A_RETURN_TYPE_ONLY(methods()
            .that()
            .areDeclaredInClassesThat(inLibrary())
            .and()
            .areNotPrivate()
            .should(takeNoOptional())
            .as("Optional is a return type only")
            .allowEmptyShould(true)),

    NOTHING_IS_PRINTED(noClasses()
            .that(inLibrary())
            .should()
            .accessFieldWhere(DescribedPredicate.describe(
                    "System.out or System.err",
                    access -> access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("out", "err").contains(access.getTarget().getName())))
            .as("library code prints nothing")
            .allowEmptyShould(true));

    /** Whom a thread acts for: the one thing that belongs to a thread, and is nobody's argument. */
    private static final String AMBIENT_SCOPE = "dev.ksef.KsefContext.ENTERED";

    /** Who has logged in to which token: PKCS#11 itself has one login for each process and token. */
    private static final String LOGINS_OF_THE_PROCESS = "dev.ksef.adapter.pkcs11.SlotLoginCount.NUMBERS";

    private final ArchRule rule;

    Rules(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }

    private static DescribedPredicate<JavaClass> inLibrary() {
        return resideInAnyPackage(
                        "dev.ksef",
                        "dev.ksef.model..",
                        "dev.ksef.port..",
                        "dev.ksef.domain..",
                        "dev.ksef.adapter..",
                        "dev.ksef.qr..",
                        "dev.ksef.signature..")
                .as("library classes");
    }

    private static DescribedPredicate<JavaCall<?>> readsTheClockOrSleeps() {
        Map<String, Set<String>> banned = Map.of(
                "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
                "java.lang.Thread", Set.of("sleep", "onSpinWait"),
                "java.lang.Object", Set.of("wait"),
                "java.util.concurrent.TimeUnit", Set.of("sleep"),
                "java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil"));
        return DescribedPredicate.describe("reading the clock or sleeping", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            return banned.getOrDefault(owner, Set.of()).contains(target.getName())
                    || owner.startsWith("java.time.") && target.getName().equals("now")
                    || owner.equals("java.time.Clock") && target.getName().startsWith("system")
                    || owner.equals("java.util.Date") && target.getFullName().endsWith("<init>()");
        });
    }

    private static DescribedPredicate<JavaCall<?>> reflects() {
        return DescribedPredicate.describe("reflection", call -> {
            String owner = call.getTarget().getOwner().getName();
            String name = call.getTarget().getName();
            return owner.startsWith("java.lang.reflect.")
                    || owner.equals("java.util.ServiceLoader")
                    || owner.equals("java.lang.Class")
                            && (name.startsWith("getDeclared")
                                    || name.startsWith("getMethod")
                                    || name.startsWith("getConstructor")
                                    || name.startsWith("getField")
                                    || name.startsWith("getRecordComponents")
                                    || Set.of("forName", "newInstance").contains(name));
        });
    }

    private static ArchCondition<JavaField> neverChange() {
        Set<Class<?>> mutable = Set.of(
                AtomicBoolean.class,
                AtomicInteger.class,
                AtomicLong.class,
                AtomicReference.class,
                LongAdder.class,
                ThreadLocal.class);
        return new ArchCondition<>("never change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                if (Set.of(AMBIENT_SCOPE, LOGINS_OF_THE_PROCESS).contains(field.getFullName())) {
                    return;
                }
                boolean changes = !field.getModifiers().contains(JavaModifier.FINAL)
                        || mutable.stream().anyMatch(type::isAssignableTo)
                        || !type.isInterface() && isCollection(type)
                        || isCollection(type) && fillsCollections(field.getOwner())
                        || type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
                // Synthetic fields, such as the tables of switches over enums, are the compiler's.
                if (changes && !field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription() + " can change"));
                }
            }
        };
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    /** Behind an interface may stand what can change; whoever makes such a thing for a static field says so there. */
    private static boolean fillsCollections(JavaClass owner) {
        return owner.getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                .anyMatch(call -> isCollection(call.getTargetOwner()));
    }

    private static ArchCondition<JavaMethod> takeNoOptional() {
        return new ArchCondition<>("take no Optional") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class))) {
                    events.add(SimpleConditionEvent.violated(method, method.getDescription() + " takes an Optional"));
                }
            }
        };
    }

    private static ArchRule strangers(String slices) {
        return SlicesRuleDefinition.slices()
                .matching(slices)
                .should()
                .notDependOnEachOther()
                .as("adapters do not know each other")
                .allowEmptyShould(true);
    }

    private static ArchRule ourDependenciesOnly(List<String> packages, String... allowed) {
        return noClasses()
                .that(resideInAnyPackage(packages.toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.ksef..").and(not(resideInAnyPackage(allowed))))
                .as(packages + " know of our own packages only " + List.of(allowed))
                .allowEmptyShould(true);
    }

    private static Only onlyDependOn(String... ours) {
        return new Only(resideInAnyPackage(ours), "");
    }

    /** Builds a rule that allows the JDK, nullness annotations and the given packages. */
    private record Only(DescribedPredicate<JavaClass> ours, String description) {

        Only describedBy(String text) {
            return new Only(ours, text);
        }

        ArchRule inPackages(String... packages) {
            // The JDK's module java.xml has packages that do not begin with java.
            DescribedPredicate<JavaClass> allowed = ours.or(
                            resideInAnyPackage("java..", "javax..", "org.xml.sax..", "org.w3c.dom..", "org.jspecify.."))
                    .or(DescribedPredicate.describe("arrays of primitives and primitives", JavaClass::isPrimitive))
                    .or(DescribedPredicate.describe(
                            "arrays",
                            type -> type.isArray()
                                    && type.getBaseComponentType().isPrimitive()));
            return classes()
                    .that(resideInAnyPackage(packages))
                    .should(onlyDependOnClassesThat(allowed))
                    .as(description)
                    .allowEmptyShould(true);
        }
    }
}
