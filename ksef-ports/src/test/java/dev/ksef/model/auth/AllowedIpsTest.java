package dev.ksef.model.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedIpsTest {

    @Test
    void entriesOfEachForm_areTaken() {
        var ips = new AllowedIps(
                List.of("0.0.0.0", "255.255.255.255"),
                List.of("192.0.2.1-192.0.2.9"),
                List.of("10.0.0.0/8", "1.2.3.4/32", "0.0.0.0/0"));
        assertThat(ips.isAny()).isFalse();
        assertThat(AllowedIps.ANY.isAny()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "::1", "1.2.3.4/24", "1.2.3.4\n"})
    void addressOfAnotherForm_isRefused(String address) {
        assertThatThrownBy(() -> AllowedIps.addresses(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "1.2.3.4-", "1.2.3.4–1.2.3.5", "1.2.3.4 - 1.2.3.5"})
    void rangeOfAnotherForm_isRefused(String range) {
        assertThatThrownBy(() -> new AllowedIps(List.of(), List.of(range), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/08", "1.2.3.4/-1"})
    void maskOfAnotherForm_isRefused(String mask) {
        assertThatThrownBy(() -> new AllowedIps(List.of(), List.of(), List.of(mask)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tenOfAKind_areTaken_andElevenAreNot() {
        assertThat(new AllowedIps(Collections.nCopies(10, "1.2.3.4"), List.of(), List.of()).addresses())
                .hasSize(10);
        assertThatThrownBy(() -> new AllowedIps(Collections.nCopies(11, "1.2.3.4"), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10 entries of a kind, not 11");
    }

    @Test
    void lists_areCopied() {
        var mine = new ArrayList<>(List.of("1.2.3.4"));
        var ips = new AllowedIps(mine, List.of(), List.of());
        mine.clear();
        assertThat(ips.addresses()).containsExactly("1.2.3.4");
    }
}
