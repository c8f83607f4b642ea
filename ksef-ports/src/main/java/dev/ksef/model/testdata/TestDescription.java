package dev.ksef.model.testdata;

import dev.ksef.model.internal.TextCheck;

/** Descriptions of test data: 5 to 256 characters. */
final class TestDescription {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 256;

    private TestDescription() {}

    static void require(String description, String of) {
        TextCheck.sized(description, SHORTEST, LONGEST, "The description of " + of);
    }
}
