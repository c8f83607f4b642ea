package dev.ksef.openapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the reference material that lies beside the project on our machines, and on no user's. */
public final class SharedFolder {

    private static final String NAME = "shared";
    private static final String LANDMARK = "spec";

    private SharedFolder() {}

    /** The folder, or nothing where it is absent: a test then says that it was skipped. */
    public static Optional<Path> find() {
        return beside(Path.of("").toAbsolutePath());
    }

    /** The OpenAPI file the project is held against, if the folder is there. */
    public static Optional<Path> openApiFile() {
        return find().map(folder -> folder.resolve(LANDMARK).resolve("openapi-2.8.json"))
                .filter(Files::isRegularFile);
    }

    /** Looks in a folder and in all folders around it. */
    static Optional<Path> beside(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(NAME);
            if (Files.isDirectory(candidate.resolve(LANDMARK))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
