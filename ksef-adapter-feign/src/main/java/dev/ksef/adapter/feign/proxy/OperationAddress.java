package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.http.PercentEncoding;
import dev.ksef.adapter.feign.proxy.OperationParameter.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of one operation: its path with the escaped identifiers, and its queries without the absent ones. */
final class OperationAddress {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    /** Identifiers that would lead a call to another path than its own. */
    private static final Set<String> UNFIT = Set.of("", ".", "..");

    private final List<String> literals = new ArrayList<>();
    private final List<OperationParameter> identifiers = new ArrayList<>();
    private final List<OperationParameter> queries;

    /** @param path with the names of its identifiers in braces */
    OperationAddress(String path, List<OperationParameter> parameters) {
        Matcher placeholder = PLACEHOLDER.matcher(path);
        int end = 0;
        while (placeholder.find()) {
            literals.add(path.substring(end, placeholder.start()));
            identifiers.add(named(placeholder.group(1), parameters));
            end = placeholder.end();
        }
        literals.add(path.substring(end));
        queries = parameters.stream()
                .filter(any -> any.place() == Place.QUERY || any.place() == Place.QUERY_RECORD)
                .toList();
    }

    private static OperationParameter named(String name, List<OperationParameter> parameters) {
        return parameters.stream()
                .filter(any -> any.place() == Place.PATH && any.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No parameter is the " + name + " of the path"));
    }

    /**
     * Returns the address of one call.
     *
     * @throws IllegalArgumentException if an identifier in the path is null, empty or made of dots
     */
    String of(ScopedTarget<?> target, Object[] arguments) {
        if (identifiers.isEmpty() && queries.isEmpty()) {
            return target.url().concat(literals.get(0));
        }
        var address = new StringBuilder(target.url()).append(literals.get(0));
        for (int i = 0; i < identifiers.size(); i++) {
            address.append(identifier(target, arguments[identifiers.get(i).index()]))
                    .append(literals.get(i + 1));
        }
        int path = address.length();
        for (OperationParameter query : queries) {
            Object value = arguments[query.index()];
            if (query.place() == Place.QUERY_RECORD) {
                QueryRecord.components(value, (name, component) -> add(address, path, name, component));
            } else {
                add(address, path, query.name(), value);
            }
        }
        return address.toString();
    }

    private static String identifier(ScopedTarget<?> target, @Nullable Object value) {
        String text = value == null ? "" : OperationParameter.text(value);
        if (UNFIT.contains(text)) {
            throw new IllegalArgumentException(
                    "An identifier in the path of " + target.name() + " is null, empty or made of dots");
        }
        // An identifier with a slash must not become two path segments.
        return PercentEncoding.of(text);
    }

    private static void add(StringBuilder address, int path, String name, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> add(address, path, name, one));
        } else if (value != null) {
            address.append(address.length() == path ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(PercentEncoding.of(OperationParameter.text(value)));
        }
    }
}
