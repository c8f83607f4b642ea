package dev.ksef.architecture.contract;

import java.util.Collection;
import java.util.List;

/** What is to be done about differences that nobody allowed, in words, with the row that would allow each. */
final class News {

    private News() {}

    static List<String> of(Collection<Difference> differences, AllowList allowed) {
        return differences.stream()
                .filter(difference -> !allowed.allows(difference.row()))
                .map(difference -> difference.advice() + "    [" + difference.row() + "]")
                .toList();
    }
}
