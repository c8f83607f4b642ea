package dev.ksef.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {

    @Test
    void beside_folderFurtherUp_isFound(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("shared/spec"));
        Path module = Files.createDirectories(root.resolve("project/module"));

        assertThat(SharedFolder.beside(module))
                .as("the folder lies beside the project, tests run in a module of it")
                .contains(root.resolve("shared"));
    }

    @Test
    void beside_folderOfTheSameNameWithoutSpecification_isNotTaken(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("shared/other"));

        assertThat(SharedFolder.beside(root))
                .as("shared is a common name")
                .isNotEqualTo(Optional.of(root.resolve("shared")));
    }
}
