package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about names, and about what methods take. */
final class SignatureRules {

    private static final Pattern EMPTY_WORDS =
            Pattern.compile(".*(Impl|Managers?|Helpers?|Utils?|Utilities|Port|Adapter)|I[A-Z][a-z]\\w*");

    private SignatureRules() {}

    /** Classes whose names say nothing of what they do. */
    static Stream<Fault> emptyNames(JavaClasses classes) {
        return classes.stream()
                .filter(type -> EMPTY_WORDS.matcher(type.getSimpleName()).matches())
                .map(type -> Fault.of(type, "has a name that does not say what it does"));
    }

    /** Parameters and fields that may be empty: an argument that is not there is an overload, or null. */
    static Stream<Fault> optionalsThatAreNoAnswers(JavaClasses classes) {
        return classes.stream().flatMap(type -> Stream.concat(optionalFields(type), optionalParameters(type)));
    }

    private static Stream<Fault> optionalFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> isOptional(field.getType()))
                .map(field -> Fault.of(field, "is an Optional"));
    }

    private static Stream<Fault> optionalParameters(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(method -> !isMadeByTheCompiler(method))
                .filter(method -> method.getParameterTypes().stream().anyMatch(SignatureRules::isOptional))
                .map(method -> Fault.of(method, "takes an Optional"));
    }

    /** Lambdas take what they hold on to as parameters. */
    private static boolean isMadeByTheCompiler(JavaCodeUnit method) {
        return method.getModifiers().contains(JavaModifier.SYNTHETIC)
                || method.getModifiers().contains(JavaModifier.BRIDGE);
    }

    private static boolean isOptional(JavaType type) {
        JavaClass raw = type.toErasure();
        return Stream.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class)
                        .anyMatch(raw::isEquivalentTo)
                || raw.isArray() && isOptional(raw.getBaseComponentType())
                || isCollection(raw)
                        && type instanceof JavaParameterizedType collection
                        && collection.getActualTypeArguments().stream().anyMatch(SignatureRules::isOptional);
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }
}
