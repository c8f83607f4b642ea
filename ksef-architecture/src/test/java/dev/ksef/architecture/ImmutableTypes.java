package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import dev.ksef.architecture.AssignedValues.Constant;
import dev.ksef.architecture.AssignedValues.Function;
import dev.ksef.architecture.AssignedValues.Literal;
import dev.ksef.architecture.AssignedValues.Made;
import dev.ksef.architecture.AssignedValues.New;
import dev.ksef.architecture.AssignedValues.Unknown;
import dev.ksef.architecture.AssignedValues.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whether what a field holds can ever change. What is not known to stay as it is counts as changing. */
final class ImmutableTypes {

    /** Classes of the JDK and of libraries whose objects never change, or show no change to anybody. */
    private static final Set<String> BY_NAME = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Class",
            // A constant of ours is judged where it is declared.
            "java.lang.Enum",
            "java.lang.System$Logger",
            "java.lang.invoke.VarHandle",
            "java.lang.invoke.MethodHandle",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.math.MathContext",
            "java.net.URI",
            "java.nio.charset.Charset",
            "java.nio.file.Path",
            "java.security.KeyPair",
            "java.security.PublicKey",
            "java.security.SecureRandom",
            "java.security.cert.X509Certificate",
            "java.security.spec.AlgorithmParameterSpec",
            "java.security.spec.EllipticCurve",
            "java.security.spec.MGF1ParameterSpec",
            "java.security.spec.PSSParameterSpec",
            "javax.crypto.spec.OAEPParameterSpec",
            "java.util.Base64$Decoder",
            "java.util.Base64$Encoder",
            "java.util.HexFormat",
            "java.util.Locale",
            "java.util.UUID",
            "java.util.regex.Pattern",
            "org.bouncycastle.asn1.ASN1ObjectIdentifier",
            "org.bouncycastle.asn1.x500.X500Name",
            "dev.ksef.thirdparty.jackson.databind.json.JsonMapper");

    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    /** What has no state of its own. */
    private static final Set<String> ROOTS = Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum");

    private static final Set<String> FUNCTIONS =
            Set.of("java.util.Comparator", "java.util.concurrent.Callable", "java.lang.Runnable");

    private static final Set<String> COLLECTION_FACTORIES = Set.of(
            "java.util.List.of",
            "java.util.List.copyOf",
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.stream.Stream.toList");

    private static final Set<String> COLLECTORS =
            Set.of("toUnmodifiableList", "toUnmodifiableSet", "toUnmodifiableMap");

    private final Map<String, JavaClass> ours = new HashMap<>();
    private final Map<JavaField, List<Value>> assigned = new HashMap<>();

    /** Our classes that are immutable, as far as is known. */
    private final Set<JavaClass> immutable = new HashSet<>();

    /** Judges by all the given classes: one that has no subclass among them has none. */
    ImmutableTypes(Iterable<JavaClass> classes) {
        classes.forEach(type -> ours.put(type.getName(), type));
        immutable.addAll(ours.values());
        // Classes may hold each other, so that all are believed until nothing more speaks against one.
        while (immutable.removeIf(type -> !onlyHoldsWhatStays(type))) {}
    }

    /** Whether the field is written once, and what it then holds never changes. */
    boolean neverChanges(JavaField field) {
        if (!field.getModifiers().contains(JavaModifier.FINAL)) {
            return false;
        }
        JavaClass type = field.getRawType();
        if (isCollection(type)) {
            return hasImmutableParts(field.getType()) && values(field).allMatch(this::isFixed);
        }
        boolean byType = isImmutable(type);
        return byType && !type.isInterface()
                || values(field).allMatch(value -> isFixed(value) || byType && value instanceof Unknown);
    }

    private Stream<Value> values(JavaField field) {
        return assigned.computeIfAbsent(field, AssignedValues::of).stream();
    }

    private boolean isFixed(Value value) {
        if (value instanceof Function function) {
            return function.held().stream().allMatch(this::isImmutable);
        } else if (value instanceof New made) {
            return made.type().equals("java.lang.Object") || isImmutable(made.type());
        } else if (value instanceof Constant constant) {
            // One of ours is judged where it is declared.
            return ours.containsKey(constant.owner()) || isImmutable(constant.type()) || isFunction(constant.type());
        } else if (value instanceof Made made) {
            return isUnmodifiableCollection(made) || isImmutable(made.returnType()) || isFunctionOfFunctions(made);
        }
        return value instanceof Literal;
    }

    private static boolean isUnmodifiableCollection(Made made) {
        String method = made.owner() + "." + made.method();
        return COLLECTION_FACTORIES.contains(method)
                || made.owner().endsWith(".ReceivedCollections")
                || method.equals("java.util.stream.Stream.collect")
                        && made.arguments().get(0).stream()
                                .allMatch(
                                        collector -> collector instanceof Made by && COLLECTORS.contains(by.method()));
    }

    /** For example a comparator that is made of others. */
    private boolean isFunctionOfFunctions(Made made) {
        return isFunction(made.owner())
                && made.arguments().stream().flatMap(List::stream).allMatch(this::isFixed);
    }

    private boolean hasImmutableParts(JavaType type) {
        return type instanceof JavaParameterizedType collection
                && collection.getActualTypeArguments().stream().allMatch(part -> isImmutable(part.toErasure()));
    }

    private boolean isImmutable(String name) {
        JavaClass type = ours.get(name);
        return type == null ? isImmutableByName(name) : immutable.contains(type);
    }

    private boolean isImmutable(JavaClass type) {
        return ours.containsKey(type.getName())
                ? immutable.contains(type)
                : type.isEnum() || isImmutableByName(type.getName());
    }

    private static boolean isImmutableByName(String name) {
        return PRIMITIVES.contains(name)
                || BY_NAME.contains(name)
                || name.startsWith("java.time.") && !name.endsWith("Clock") && !name.endsWith("InstantSource");
    }

    private boolean onlyHoldsWhatStays(JavaClass type) {
        if (type.isInterface()) {
            return !type.getAllSubclasses().isEmpty() && immutable.containsAll(type.getAllSubclasses());
        }
        String parent = type.getRawSuperclass().map(JavaClass::getName).orElse("");
        return (ROOTS.contains(parent) || isImmutable(parent))
                && immutable.containsAll(type.getSubclasses())
                && type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .allMatch(this::staysAsItIs);
    }

    /** A function that an object was given is judged where it is made. */
    private boolean staysAsItIs(JavaField field) {
        return neverChanges(field)
                || field.getModifiers().contains(JavaModifier.FINAL) && isFunction(field.getRawType());
    }

    private static boolean isFunction(JavaClass type) {
        return isFunction(type.getName())
                || type.isAnnotatedWith(FunctionalInterface.class)
                        && type.getSubclasses().isEmpty();
    }

    private static boolean isFunction(String type) {
        return type.startsWith("java.util.function.") || FUNCTIONS.contains(type);
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }
}
