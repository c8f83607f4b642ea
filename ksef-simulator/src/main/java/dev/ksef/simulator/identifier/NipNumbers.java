package dev.ksef.simulator.identifier;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Polish tax identification numbers (NIP). */
public final class NipNumbers {

    public static final String SHAPE = "[1-9](\\d[1-9]|[1-9]\\d)\\d{7}";

    private static final Pattern PATTERN = Pattern.compile(SHAPE);
    private static final List<Integer> WEIGHTS = List.of(6, 5, 7, 2, 3, 4, 5, 6, 7);

    private NipNumbers() {}

    /** Whether the text has the shape of a NIP. The check digit is not checked, as on TEST. */
    public static boolean wellFormed(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** A random number of the right shape, with the right check digit. */
    public static String random(Random random) {
        while (true) {
            String digits = Integer.toString(100_000_000 + random.nextInt(900_000_000));
            int check = 0;
            for (int i = 0; i < WEIGHTS.size(); i++) {
                check += WEIGHTS.get(i) * (digits.charAt(i) - '0');
            }
            String nip = digits + check % 11;
            if (wellFormed(nip)) {
                return nip;
            }
        }
    }
}
