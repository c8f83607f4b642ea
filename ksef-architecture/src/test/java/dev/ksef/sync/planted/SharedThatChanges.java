package dev.ksef.sync.planted;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each static field breaks NO_STATIC_STATE_CHANGES in another way. */
final class SharedThatChanges {

    static int number;
    static String text = "";
    static final StringBuilder BUILDER = new StringBuilder();
    private static final int[] PRIVATE_ARRAY = {1, 2};
    static final byte[][] ARRAY_OF_ARRAYS = {{1}, {2}};
    static final String[] ARRAY_OF_TEXTS = "a b".split(" ", -1);
    static final byte[] ZEROS = new byte[8];
    static final AtomicInteger ATOMIC = new AtomicInteger();
    static final LongAdder ADDER = new LongAdder();
    static final ThreadLocal<String> OF_THE_THREAD = new ThreadLocal<>();
    static final ReentrantLock LOCK = new ReentrantLock();
    static final Random RANDOM = new Random(1);
    static final SimpleDateFormat FORMAT = new SimpleDateFormat("yyyy");
    static final Exception FAILURE = new Exception("shared");
    static final Iterator<String> ITERATOR = List.of("").iterator();

    static final ArrayList<String> LIST = new ArrayList<>();
    static final List<String> LIST_BEHIND_ITS_INTERFACE = new ArrayList<>();
    static final Map<String, String> CACHE = new ConcurrentHashMap<>();
    static final Map<String, String> MAP_OF_A_HELPER = filled();
    static final Map<String, String> MAP_OF_ANOTHER_CLASS = Helpers.filled();
    static final Map<TimeUnit, String> ENUM_MAP = new EnumMap<>(TimeUnit.class);
    static final Set<TimeUnit> ENUM_SET = EnumSet.of(TimeUnit.DAYS);
    static final List<String> VIEW = Collections.unmodifiableList(LIST);
    static final List<String> COLLECTED = Stream.of("a").collect(Collectors.toList());
    static final List<String> PERHAPS_FIXED = number == 0 ? List.of() : new ArrayList<>();
    static final List<StringBuilder> FIXED_LIST_OF_WHAT_CHANGES = List.of(new StringBuilder());
    static final Map<String, List<String>> FIXED_MAP_OF_WHAT_CHANGES = Map.of("", LIST);
    static final Set<?> SET_OF_ANYTHING = Set.of(LIST);
    static final List<String> FILLED_LATER;

    static final OwnMutable OWN = new OwnMutable();
    static final OwnBase OWN_SUBCLASS = new OwnChanging();
    static final OwnInterface BEHIND_OWN_INTERFACE = new OwnMutable();
    static final WithArray RECORD_WITH_ARRAY = new WithArray(new int[1]);
    static final WithList RECORD_WITH_LIST = new WithList(new ArrayList<>());
    static final Nested NESTED = new Nested(RECORD_WITH_LIST);
    static final Supplier<String> STATEFUL_FUNCTION = new OwnFunction();
    static final IntSupplier HOLDS_AN_ARRAY = counter(new int[1]);
    static final Runnable HOLDS_A_LIST = LIST::clear;
    static final Object ANYTHING = new OwnMutable();

    static {
        List<String> filled = new ArrayList<>();
        filled.add("");
        FILLED_LATER = filled;
    }

    static IntSupplier counter(int[] count) {
        return () -> count[0]++;
    }

    static Map<String, String> filled() {
        Map<String, String> map = new HashMap<>();
        map.put("", text + PRIVATE_ARRAY[0]);
        return map;
    }

    static final class Helpers {
        static Map<String, String> filled() {
            return Map.of();
        }
    }

    interface OwnInterface {}

    static final class OwnMutable implements OwnInterface {
        int changes;
    }

    static class OwnBase {}

    static final class OwnChanging extends OwnBase {
        int changes;
    }

    enum OwnEnum {
        ONE;

        int changes;
    }

    static final class OwnFunction implements Supplier<String> {
        private String next = "";

        @Override
        public String get() {
            next += ".";
            return next;
        }
    }

    record WithArray(int[] array) {}

    record WithList(List<String> list) {}

    record Nested(WithList inner) {}
}
