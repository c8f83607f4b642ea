package dev.ksef.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the module exports names no type of its wiring: the compiler, which can tell, is asked. */
class ExportedApiTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @TempDir
    private Path folder;

    @Test
    void exportedTypes_nameNoTypeThatIsNotExported() throws IOException {
        assertThat(leaks(sources())).isEmpty();
    }

    @Test
    void packages_areExportedToAllOrToNobody() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("module-info.java"))).doesNotContainPattern("exports \\S+ to");
    }

    @Test
    void constructorThatTakesWiring_isFound() throws IOException {
        Path planted = folder.resolve("dev/ksef/domain/session/Planted.java");
        Files.createDirectories(planted.getParent());
        Files.writeString(planted, """
                package dev.ksef.domain.session;

                /** Planted. */
                public final class Planted {

                    public Planted(dev.ksef.domain.internal.BoundTransport transport) {}
                }
                """);
        assertThat(leaks(Stream.concat(sources().stream(), Stream.of(planted)).toList()))
                .singleElement()
                .satisfies(leak -> assertThat(leak).contains("BoundTransport"));
    }

    private List<String> leaks(List<Path> sources) throws IOException {
        var told = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-Xlint:exports", "-d", folder.toString(), "--module-path", modulePath());
        try (var files = COMPILER.getStandardFileManager(told, Locale.ROOT, null)) {
            assertThat(COMPILER.getTask(null, files, told, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .as("%s", told.getDiagnostics())
                    .isTrue();
        }
        return told.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getCode().startsWith("compiler.warn.leaks"))
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** What the module depends on: the tests' class path without the module itself. */
    private static String modulePath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(each -> each.contains("ksef-ports") || each.contains("jspecify"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
