package dev.ksef.adapter.feign.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Takes each oddity in the rows of one file once, where it occurs first: a field that this version does not know is in all rows.
 * Only so many are taken. It decides before anything is prepared for a listener, since a file may have oddities without end.
 */
final class FirstOfEach implements Predicate<List<String>> {

    private static final int MOST = 100;
    private static final Pattern NUMBERS = Pattern.compile("/\\d+");

    private final Set<List<String>> taken = new HashSet<>();

    /** @param oddity its kind, and what tells it from others; numbers of rows do not */
    @Override
    public boolean test(List<String> oddity) {
        return taken.size() < MOST
                && taken.add(oddity.stream().map(FirstOfEach::withoutNumbers).toList());
    }

    private static String withoutNumbers(String path) {
        return path.startsWith("/") ? NUMBERS.matcher(path).replaceAll("/") : path;
    }
}
