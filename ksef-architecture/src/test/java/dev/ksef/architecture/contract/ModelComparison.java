package dev.ksef.architecture.contract;

import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.architecture.contract.DeclaredOperation.Sent;
import dev.ksef.architecture.contract.Difference.Kind;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.thirdparty.jackson.core.json.JsonFactory;
import dev.ksef.thirdparty.jackson.databind.JavaType;
import dev.ksef.thirdparty.jackson.databind.cfg.MapperConfig;
import dev.ksef.thirdparty.jackson.databind.introspect.BeanPropertyDefinition;
import dev.ksef.thirdparty.jackson.databind.introspect.ClassIntrospector;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Compares the model, by the names that the codec gives it in JSON, with the schemas of the file. */
final class ModelComparison {

    private static final JsonMapper MAPPER =
            JsonCodec.mapper(JsonFactory.builder().build());

    private final Consumer<Difference> differences;
    private final Set<List<Object>> compared = new HashSet<>();

    ModelComparison(Consumer<Difference> differences) {
        this.differences = differences;
    }

    /**
     * Compares a type with a schema.
     *
     * @param isSent whether we send it, and do not receive it
     * @param place the class of ours that has something of this type
     */
    void compare(Type type, Schema schema, boolean isSent, String place) {
        compare(MAPPER.constructType(type), schema, isSent, place);
    }

    private void compare(JavaType type, Schema schema, boolean isSent, String place) {
        Shape ours = Shape.of(type);
        if (!compared.add(List.of(type, schema.name(), isSent))) {
            return;
        }
        if (ours != schema.shape()) {
            differences.accept(new Difference(
                    Kind.TYPE,
                    schema.name(),
                    place,
                    ours.toString(),
                    schema.shape().toString()));
        } else if (ours == Shape.LIST) {
            compare(type.getContentType(), schema.elements(), isSent, place);
        } else if (ours == Shape.ENUM) {
            compareValues(type, schema);
        } else if (ours == Shape.OBJECT) {
            compareFields(type, schema, isSent);
        }
    }

    private void compareValues(JavaType type, Schema schema) {
        Class<?> constants =
                type.hasRawClass(OpenEnum.class) ? type.containedType(0).getRawClass() : type.getRawClass();
        List<String> ours = Stream.of(constants.getEnumConstants())
                .map(constant -> ((TextValue) constant).value())
                .toList();
        String place = nameOf(constants);
        schema.values().stream()
                .filter(value -> !ours.contains(value))
                .forEach(value ->
                        differences.accept(Difference.missing(Kind.VALUE, value + " of enum " + schema.name(), place)));
        ours.stream()
                .filter(value -> !schema.values().contains(value))
                .forEach(value ->
                        differences.accept(Difference.gone(Kind.VALUE, value + " of enum " + schema.name(), place)));
    }

    private void compareFields(JavaType type, Schema schema, boolean isSent) {
        SortedMap<String, Component> ours = components(type, isSent);
        SortedMap<String, Schema> official = schema.fields();
        String place = nameOf(type.getRawClass());
        ours.keySet().stream()
                .filter(name -> !official.containsKey(name))
                .forEach(name -> differences.accept(Difference.gone(Kind.FIELD, schema.name() + "." + name, place)));
        official.forEach((name, field) -> {
            Component component = ours.get(name);
            String what = schema.name() + "." + name;
            if (component == null) {
                differences.accept(Difference.missing(Kind.FIELD, what, place));
                return;
            }
            if (isSent && component.mayBeAbsent() && schema.required().contains(name)) {
                differences.accept(new Difference(Kind.REQUIRED, what, place, "optional", "required"));
            }
            if (!isSent && component.isNeeded() && !schema.alwaysHolds(name)) {
                differences.accept(new Difference(Kind.ABSENT, what, place, "required", "optional"));
            }
            compare(component.type(), field, isSent, place);
        });
    }

    /** The components of a type by their names in JSON. */
    private static SortedMap<String, Component> components(JavaType type, boolean isSent) {
        MapperConfig<?> config = isSent ? MAPPER.serializationConfig() : MAPPER.deserializationConfig();
        ClassIntrospector introspector = config.classIntrospectorInstance();
        var annotations = introspector.introspectClassAnnotations(type);
        var description = isSent
                ? introspector.introspectForSerialization(type, annotations)
                : introspector.introspectForDeserialization(type, annotations);
        SortedMap<String, Component> components = new TreeMap<>();
        for (BeanPropertyDefinition property : description.findProperties()) {
            if (isSent ? property.couldSerialize() : property.hasConstructorParameter()) {
                components.put(property.getName(), Component.of(type.getRawClass(), property));
            }
        }
        return components;
    }

    /** The name of a class, with those of the classes around it. */
    private static String nameOf(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /**
     * A component of a type.
     *
     * @param mayBeAbsent whether it is {@code @Nullable}
     * @param isNeeded whether nothing can be made without it; lists and maps may always be empty
     */
    private record Component(JavaType type, boolean mayBeAbsent, boolean isNeeded) {

        static Component of(Class<?> owner, BeanPropertyDefinition property) {
            JavaType type = property.getPrimaryType();
            boolean mayBeAbsent = owner.isRecord()
                    && Stream.of(owner.getRecordComponents())
                            .filter(component -> component.getName().equals(property.getInternalName()))
                            .anyMatch(component -> Sent.isNullable(component.getAnnotatedType()));
            return new Component(type, mayBeAbsent, !mayBeAbsent && !type.isContainerType());
        }
    }
}
