package dev.ksef.pdf.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Ministry's examples in the folder {@code shared} beside the project. Where it is missing, tests are skipped. */
final class OfficialExamples {

    private OfficialExamples() {}

    static List<Path> all() {
        return files("invoices");
    }

    static List<Path> upo() {
        return files("upo-samples");
    }

    static Path example(int number) {
        return shared().resolve("invoices/FA3-official-example-" + number + ".xml");
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(shared().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path shared() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/invoices"))) {
                return folder.resolve("shared");
            }
        }
        Assumptions.abort("skipped: there is no folder shared with the official examples beside the project");
        throw new AssertionError();
    }
}
