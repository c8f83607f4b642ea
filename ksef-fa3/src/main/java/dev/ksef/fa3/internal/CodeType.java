package dev.ksef.fa3.internal;

import dev.ksef.fa3.field.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that are listed.
 *
 * @param <E> the enum of them
 */
public final class CodeType<E extends Enum<E> & Code> implements ValueType<E> {

    private static final int MOST_TOLD = 20;

    private final Map<String, E> byText;
    private final Space space;
    private final boolean number;
    private final String problem;

    private CodeType(E[] codes, Space space, boolean number) {
        this.space = space;
        this.number = number;
        Map<String, E> found = new HashMap<>();
        for (E code : codes) {
            found.put(code.text(), code);
        }
        this.byText = Map.copyOf(found);
        List<String> texts = List.of(codes).stream().map(Code::text).toList();
        this.problem = codes.length <= MOST_TOLD
                ? "has to be one of " + String.join(", ", texts)
                : "has to be one of the " + codes.length + " values of "
                        + codes[0].getDeclaringClass().getSimpleName();
    }

    /** Values that are texts. */
    public static <E extends Enum<E> & Code> CodeType<E> texts(E[] codes, Space space) {
        return new CodeType<>(codes, space, false);
    }

    /** Values that are numbers: 01 is 1. */
    public static <E extends Enum<E> & Code> CodeType<E> numbers(E[] codes) {
        return new CodeType<>(codes, Space.COLLAPSE, true);
    }

    @Override
    public E parse(String text) {
        @Nullable E code = byText.get(text);
        if (code == null) {
            String kept = space.applied(text);
            code = byText.get(number ? ConstantType.number(kept) : kept);
        }
        if (code == null) {
            throw new Mismatch(problem);
        }
        return code;
    }

    @Override
    public E checked(E value) {
        return value;
    }
}
