package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A method or constructor of the JDK or of a library that our code calls or refers to: a reference such as
 * {@code System::nanoTime} is a call that comes later.
 *
 * @param access where our code reaches it
 * @param owner the class that declares it, also if it is reached through a subclass, ours included
 * @param interruptible whether it is declared to end by an interrupt, which is how methods of Java say that they wait
 */
record ForeignCall(
        JavaCodeUnitAccess<?> access, JavaClass owner, String name, List<String> parameters, boolean interruptible) {

    static Stream<ForeignCall> in(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .map(ForeignCall::of)
                .filter(call -> !CodeBase.isOurs(call.owner().getName()));
    }

    private static ForeignCall of(JavaCodeUnitAccess<?> access) {
        Optional<? extends JavaCodeUnit> declared = access.getTarget().resolveMember();
        return new ForeignCall(
                access,
                declared.map(JavaCodeUnit::getOwner).orElse(access.getTargetOwner()),
                access.getTarget().getName(),
                access.getTarget().getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList(),
                declared.stream()
                        .flatMap(method -> method.getExceptionTypes().stream())
                        .anyMatch(type -> type.isEquivalentTo(InterruptedException.class)));
    }

    boolean isOf(Class<?> type) {
        return owner.isAssignableTo(type);
    }

    boolean isOf(Class<?> type, String... names) {
        return isOf(type) && Set.of(names).contains(name);
    }

    boolean takes(Class<?> type) {
        return parameters.contains(type.getName());
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Whether the JDK declares it. */
    boolean isOfTheJdk() {
        return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.dom.", "org.xml.sax.")
                .anyMatch(owner.getName()::startsWith);
    }

    Fault fault(String verb) {
        String target = isConstructor() ? "new " + owner.getSimpleName() : owner.getSimpleName() + "." + name;
        return Fault.of(access, verb + ": " + target + "(" + String.join(", ", parameters) + ")");
    }
}
