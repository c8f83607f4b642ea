package dev.ksef.domain.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * An invoice, spoiled.
 *
 * @param original a good one
 * @param mutations what is done to it, in this order
 * @param seed of the choices that the mutations make
 */
record Mutant(String original, List<Mutation> mutations, long seed) {

    /** Larger ones only take time. */
    private static final int LARGEST = 400_000;

    byte[] bytes() {
        var random = new Random(seed);
        byte[] file = original.getBytes(StandardCharsets.UTF_8);
        for (Mutation mutation : mutations) {
            byte[] spoiled = mutation.apply(file, random);
            file = spoiled.length > LARGEST ? file : spoiled;
        }
        return file;
    }

    @Override
    public String toString() {
        return "Mutant[" + mutations + ", seed " + seed + ", of " + original.length() + " characters]";
    }
}
