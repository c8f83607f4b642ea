package dev.ksef.adapter.feign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageHostsTest {

    private final StorageHosts hosts =
            new StorageHosts(URI.create("https://api.example/v2"), List.of("Storage.Example", "localhost"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/a",
                "HTTPS://API.EXAMPLE/a",
                "https://storage.example:8443/a",
                "https://localhost/a",
                "http://localhost:8080/a"
            })
    void hostThatMayBeAsked_isAllowed(String address) {
        assertThat(hosts.allow(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example/a",
                "http://storage.example/a",
                "ftp://storage.example/a",
                "https://example/a",
                "https://evil.storage.example/a",
                "https://evilstorage.example/a",
                "https://storage.example.evil/a",
                "https://api.example@evil.example/a",
                "http://127.0.0.1/a"
            })
    void otherHost_orOneWithoutTls_isRefused(String address) {
        assertThat(hosts.allow(URI.create(address))).isFalse();
    }
}
