package dev.ksef.simulator.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedIndexTest {

    /** A key whose hash is the same for many, or lies at the end of the table. */
    private record Key(int value, int hash) {

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Value(Key key, int ordinal) {}

    @Test
    void values_manyWithKeysOfTheirOwn_areAllFound() {
        KeyedIndex<Integer, Integer> index = new KeyedIndex<>(value -> value * 16);
        IntStream.range(0, 10_000).forEach(index::add);

        assertThat(IntStream.range(0, 10_000))
                .as("each by its key")
                .allMatch(value -> index.first(value * 16).equals(Optional.of(value)));
        assertThat(index.first(5)).as("a key that nobody has").isEmpty();
    }

    @Test
    void values_ofOneKey_keepTheirOrderWhileTheIndexGrows() {
        for (int hash = 0; hash < 64; hash++) {
            Key wanted = new Key(1, hash);
            Key other = new Key(2, hash);
            KeyedIndex<Key, Value> index = new KeyedIndex<>(Value::key);
            IntStream.range(0, 200).forEach(i -> index.add(new Value(i % 2 == 0 ? wanted : other, i)));

            assertThat(index.all(wanted))
                    .as("those of the key, first come first, wherever in the table")
                    .extracting(Value::ordinal)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> 2 * i).toList());
            assertThat(index.first(other)).as("the first").contains(new Value(other, 1));
        }
    }
}
