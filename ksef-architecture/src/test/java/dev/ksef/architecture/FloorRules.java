package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about who may know whom. */
final class FloorRules {

    /** The JDK with its module java.xml, and annotations that leave no trace at run time. */
    private static final Set<String> JDK = Set.of("java.", "javax.", "org.xml.sax.", "org.w3c.dom.", "org.jspecify.");

    private FloorRules() {}

    /** Packages that nobody has said anything about. */
    static Stream<Fault> packagesWithoutFloor(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> Floor.of(name).isEmpty())
                .map(name -> Fault.of(name, "belongs to no floor: say in Floor what it may know"));
    }

    /** Classes that know what lies above or beside their floor. */
    static Stream<Fault> glancesUpstairs(JavaClasses classes) {
        return ownDependencies(classes)
                .filter(dependency -> !mayKnow(dependency.getOriginClass(), target(dependency)))
                .map(dependency -> fault(dependency, "knows what its floor must not know"));
    }

    /** Adapters that know another adapter. */
    static Stream<Fault> adaptersThatMeet(JavaClasses classes) {
        return ownDependencies(classes)
                .filter(dependency -> isOn(Floor.ADAPTERS, dependency.getOriginClass())
                        && isOn(Floor.ADAPTERS, target(dependency))
                        && !adapter(dependency.getOriginClass()).equals(adapter(target(dependency))))
                .map(dependency -> fault(dependency, "knows another adapter"));
    }

    /** Classes of ports and domain that need a library. */
    static Stream<Fault> librariesDownstairs(JavaClasses classes) {
        return classes.stream()
                .filter(type -> isOn(Floor.PORTS, type) || isOn(Floor.DOMAIN, type))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !isOursOrTheJdks(target(dependency)))
                .map(dependency -> fault(dependency, "needs a library"));
    }

    private static Stream<Dependency> ownDependencies(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isOurs(target(dependency)));
    }

    private static boolean mayKnow(JavaClass one, JavaClass other) {
        Optional<Floor> floor = Floor.of(one.getPackageName());
        Optional<Floor> known = Floor.of(other.getPackageName());
        return floor.isPresent() && known.isPresent() && floor.get().mayKnow(known.get());
    }

    private static boolean isOn(Floor floor, JavaClass type) {
        return Floor.of(type.getPackageName()).filter(floor::equals).isPresent();
    }

    /** The name of an adapter: what follows {@code dev.ksef.adapter.} in its packages. */
    private static String adapter(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length > 3 ? parts[3] : "";
    }

    private static boolean isOurs(JavaClass type) {
        return CodeBase.isOurs(type.getPackageName());
    }

    private static boolean isOursOrTheJdks(JavaClass type) {
        return type.isPrimitive() || isOurs(type) || JDK.stream().anyMatch(type.getName()::startsWith);
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static Fault fault(Dependency dependency, String text) {
        return Fault.of(
                dependency.getOriginClass(),
                text + ": " + target(dependency).getName() + " (line "
                        + dependency.getSourceCodeLocation().getLineNumber() + ")");
    }
}
