package dev.ksef.simulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RsaKeysTest {

    @Test
    void firstKeys_areTakenInTurns_andDifferForThreeSimulatorsAndForEachUsage() {
        List<KeyPair> taken =
                Stream.generate(() -> RsaKeys.first("test")).limit(6).toList();

        assertThat(taken.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(taken.subList(3, 6)).isEqualTo(taken.subList(0, 3));
        assertThat(taken).doesNotContain(RsaKeys.first("another test"));
    }
}
