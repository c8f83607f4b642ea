package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.stream.Stream;

/** The rule about what all threads of a process share. */
final class StateRules {

    private StateRules() {}

    /** Static fields that can change, or that hold what can change. */
    static Stream<Fault> changingStaticFields(JavaClasses classes) {
        ImmutableTypes types = new ImmutableTypes(classes);
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                // Synthetic fields, such as the tables of switches over enums, are the compiler's.
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> !types.neverChanges(field))
                .map(field -> Fault.of(
                        field,
                        "is static, and it or what it holds can change: "
                                + field.getRawType().getSimpleName()));
    }
}
