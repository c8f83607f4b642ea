package dev.ksef.fa3.official;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes texts that match the regular expressions of the schema. Knows what these use, and nothing more. */
final class RandomText {

    private static final String LETTERS = "abcXYZ019";

    private final Random random;
    private final String pattern;
    private int at;

    private RandomText(Random random, String pattern) {
        this.random = random;
        this.pattern = pattern;
    }

    static String matching(String pattern, Random random) {
        return new RandomText(random, pattern).alternatives();
    }

    private String alternatives() {
        var all = new ArrayList<String>(List.of(sequence()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int start = at;
            String once = atom();
            int end = at;
            int[] bounds = quantifier();
            int after = at;
            int times = bounds[0] + random.nextInt(bounds[1] - bounds[0] + 1);
            for (int i = 0; i < times; i++) {
                if (i > 0) {
                    at = start;
                    once = atom();
                }
                text.append(once);
            }
            at = Math.max(after, end);
        }
        return text.toString();
    }

    private String atom() {
        char character = pattern.charAt(at++);
        return switch (character) {
            case '(' -> {
                String inner = alternatives();
                at++;
                yield inner;
            }
            case '[' -> String.valueOf(oneOf(characterClass()));
            case '\\' -> {
                char escaped = pattern.charAt(at++);
                yield String.valueOf(escaped == 'd' ? oneOf("0123456789") : escaped);
            }
            case '.' -> String.valueOf(oneOf(LETTERS));
            default -> String.valueOf(character);
        };
    }

    private String characterClass() {
        boolean negated = pattern.charAt(at) == '^';
        var characters = new StringBuilder();
        for (at += negated ? 1 : 0; pattern.charAt(at) != ']'; at++) {
            char first = pattern.charAt(at);
            boolean range = pattern.charAt(at + 1) == '-' && pattern.charAt(at + 2) != ']';
            if (range) {
                at += 2;
                for (char each = first; each <= pattern.charAt(at); each++) {
                    characters.append(each);
                }
            } else {
                characters.append(first);
            }
        }
        at++;
        return negated ? LETTERS : characters.toString();
    }

    private int[] quantifier() {
        char character = at < pattern.length() ? pattern.charAt(at) : ' ';
        switch (character) {
            case '?' -> {
                at++;
                return new int[] {0, 1};
            }
            case '*' -> {
                at++;
                return new int[] {0, 4};
            }
            case '+' -> {
                at++;
                return new int[] {1, 4};
            }
            case '{' -> {
                int end = pattern.indexOf('}', at);
                String[] bounds = pattern.substring(at + 1, end).split(",", -1);
                at = end + 1;
                int least = Integer.parseInt(bounds[0]);
                boolean open = bounds.length > 1 && bounds[1].isEmpty();
                return new int[] {least, open ? least + 4 : Integer.parseInt(bounds[bounds.length - 1])};
            }
            default -> {
                return new int[] {1, 1};
            }
        }
    }

    private char oneOf(CharSequence characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
