package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

/** What is bound, what IDEs are told of it, and what the README lists are the same. */
class MetadataTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|$");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private record Property(String type, String defaultValue) {}

    @Test
    void metadata_namesEveryPropertyWithItsTypeAndDefault() throws IOException {
        Map<String, Property> bound = bound();
        bound.keySet().removeIf(name -> name.contains("[]."));
        Map<String, Property> told = new TreeMap<>();
        properties().forEach(property -> {
            if (name(property).startsWith("ksef.")) {
                told.put(
                        name(property),
                        new Property((String) property.get("type"), text(property.get("defaultValue"))));
            }
        });
        assertThat(told).isEqualTo(bound);
    }

    @Test
    void readme_namesEveryPropertyWithItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        ROW.matcher(readme())
                .results()
                .filter(row -> row.group(1).startsWith("ksef."))
                .forEach(row -> listed.put(row.group(1), text(row.group(2))));
        Map<String, String> bound = new TreeMap<>();
        bound().forEach((name, property) -> bound.put(name, property.defaultValue()));
        assertThat(listed).isEqualTo(bound);
    }

    @Test
    void readme_describesPropertiesAsTheMetadataDoes() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        ROW.matcher(readme()).results().forEach(row -> listed.put(row.group(1), row.group(3)));
        listed.keySet().removeIf(name -> name.contains("[]."));
        Map<String, String> told = new TreeMap<>();
        properties().forEach(property -> told.put(name(property), (String) property.get("description")));
        assertThat(listed).isEqualTo(told);
    }

    @Test
    void hints_areOfPropertiesThatThereAre_andOfTheirValues() throws IOException {
        Map<String, Property> bound = bound();
        for (Map<String, Object> hint : list("hints")) {
            Property property = bound.get(name(hint));
            assertThat(property).as(name(hint)).isNotNull();
            List<String> constants = Stream.of(
                            ClassUtils.resolveClassName(property.type(), null).getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
            for (Object value : (List<?>) hint.get("values")) {
                assertThat(constants).contains((String) ((Map<?, ?>) value).get("value"));
            }
        }
    }

    private static Map<String, Property> bound() {
        Map<String, Property> found = new TreeMap<>();
        walk("ksef", KsefProperties.class, found);
        return found;
    }

    private static void walk(String prefix, Class<?> type, Map<String, Property> found) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + kebab(component.getName());
            Type element = component.getGenericType();
            if (component.getType().isRecord() && !prefix.endsWith("[]")) {
                walk(name, component.getType(), found);
                continue;
            }
            found.put(name, new Property(typeName(element), defaultOf(type, component)));
            if (element instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item
                    && item.isRecord()) {
                walk(name + "[]", item, found);
            }
        }
    }

    private static String typeName(Type type) {
        return type instanceof Class<?> plain
                ? ClassUtils.resolvePrimitiveIfNecessary(plain).getName()
                : type.getTypeName();
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        var parameters = type.getDeclaredConstructors()[0].getParameters();
        for (var parameter : parameters) {
            DefaultValue value = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(component.getName()) && value != null) {
                return String.join(",", value.value());
            }
        }
        return "";
    }

    private static String kebab(String name) {
        return CAPITAL.matcher(name).replaceAll(letter -> "-" + letter.group().toLowerCase(Locale.ROOT));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static List<Map<String, Object>> properties() throws IOException {
        return list("properties");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(String name) throws IOException {
        try (InputStream in = MetadataTest.class.getClassLoader().getResourceAsStream(METADATA)) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return (List<Map<String, Object>>)
                    JsonParserFactory.getJsonParser().parseMap(json).get(name);
        }
    }

    private static String name(Map<String, Object> described) {
        return (String) described.get("name");
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
