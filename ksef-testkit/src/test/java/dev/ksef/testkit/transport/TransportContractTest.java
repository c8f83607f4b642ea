package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TransportContractTest {

    @Test
    void everySuiteForTransports_belongsToTheContract() throws Exception {
        assertThat(suites())
                .as("suites of this package")
                .hasSizeGreaterThan(10)
                .allSatisfy(suite -> assertThat(suite.isAssignableFrom(TransportContract.class))
                        .isTrue());
    }

    @Test
    void oneEntry_runsTheSuitesForCallsAndForTransfers() {
        assertThat(HttpContract.class.getDeclaredClasses())
                .filteredOn(nested -> nested.isAnnotationPresent(Nested.class))
                .extracting(nested -> nested.getSuperclass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "TransportContract",
                        "StorageTransferContract",
                        "StorageContinuationContract",
                        "StorageUploadContract");
    }

    private static List<? extends Class<?>> suites() throws IOException, URISyntaxException {
        Path classes = Path.of(TransportContract.class
                        .getResource("TransportContract.class")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Contract.class"))
                    .map(TransportContractTest::named)
                    .filter(type -> type.isInterface() && TransportFixture.class.isAssignableFrom(type))
                    .toList();
        }
    }

    private static Class<?> named(String file) {
        try {
            return Class.forName(TransportContract.class.getPackageName() + "." + file.replace(".class", ""));
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
