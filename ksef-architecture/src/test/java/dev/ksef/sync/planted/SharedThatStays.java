package dev.ksef.sync.planted;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps NO_STATIC_STATE_CHANGES: what these static fields hold stays as it is. */
final class SharedThatStays {

    static final int NUMBER = 1;
    static final Integer BOXED = 1;
    static final String TEXT = "text".repeat(2);
    static final Pattern PATTERN = Pattern.compile("[a-z]");
    static final BigInteger LARGE = BigInteger.TEN;
    static final Duration DURATION = Duration.ofSeconds(1);
    static final LocalDate DATE = LocalDate.EPOCH;
    static final Locale LANGUAGE = Locale.ROOT;
    static final Path PATH = Path.of("");
    static final Class<?> TYPE = String.class;
    static final TimeUnit UNIT = TimeUnit.DAYS;
    static final Object MONITOR = new Object();
    static final byte[] NOTHING = {};
    static final String[] NO_TEXTS = new String[0];

    static final List<String> LIST = List.of("a", "b");
    static final Set<Class<? extends Exception>> TYPES = Set.of(RuntimeException.class);
    static final Map<Integer, String> MAP = Map.ofEntries(Map.entry(1, "a"));
    static final List<String> COPY = List.copyOf(new ArrayList<>());
    static final List<String> STREAMED = Stream.of("a").map(String::strip).toList();
    static final Map<String, Integer> COLLECTED =
            Stream.of("a").collect(Collectors.toUnmodifiableMap(Function.identity(), String::length));
    static final Map<String, String> COPY_OF_A_HELPER = filled();
    static final List<String> ONE_OR_THE_OTHER = NUMBER == 1 ? List.of() : LIST;
    static final List<String> REQUIRED = Objects.requireNonNull(List.of());
    static final List<OwnRecord> OWN_RECORDS = List.of(new OwnRecord("", OwnEnum.ONE, List.of()));

    static final OwnRecord OWN_RECORD = new OwnRecord("", OwnEnum.TWO, new ArrayList<>());
    static final OwnEnum OWN_ENUM = OwnEnum.ONE;
    static final OwnClass OWN_CLASS = new OwnClass(null);
    static final OwnInterface BEHIND_OWN_INTERFACE = new OwnClass(OWN_CLASS);
    static final OwnInterface OWN_LAMBDA = () -> TEXT;

    static final Supplier<String> FUNCTION = () -> "";
    static final UnaryOperator<String> REFERENCE = String::strip;
    static final Predicate<String> COMBINED = Predicate.not(String::isEmpty);
    static final Comparator<OwnRecord> ORDER =
            Comparator.comparing(OwnRecord::text).thenComparing(OwnRecord::kind, Comparator.reverseOrder());
    static final Supplier<String> HOLDS_A_TEXT = holding("");

    static Map<String, String> filled() {
        Map<String, String> map = new HashMap<>();
        map.put("", TEXT);
        return Map.copyOf(map);
    }

    static Supplier<String> holding(String text) {
        return () -> text;
    }

    /** The table of this switch is a static array that the compiler made. */
    static int number(TimeUnit unit) {
        return switch (unit) {
            case DAYS -> 1;
            case HOURS -> 2;
            default -> 3;
        };
    }

    interface OwnInterface {
        String text();
    }

    record OwnRecord(String text, OwnEnum kind, List<String> parts) {

        OwnRecord {
            parts = List.copyOf(parts);
        }
    }

    enum OwnEnum {
        ONE("one"),
        TWO("two") {
            @Override
            String word() {
                return "2";
            }
        };

        private final String word;

        OwnEnum(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final class OwnClass implements OwnInterface {

        private final OwnClass parent;
        private final List<String> parts = List.of();
        private final Function<String, String> change = Function.identity();

        OwnClass(OwnClass parent) {
            this.parent = parent;
        }

        @Override
        public String text() {
            return parent == null ? String.join("", parts) : change.apply(parent.text());
        }
    }
}
