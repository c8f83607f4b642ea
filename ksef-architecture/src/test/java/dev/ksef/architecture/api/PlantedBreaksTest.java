package dev.ksef.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate sees what breaks users, and lets pass what KSeF and we must be free to do. */
class PlantedBreaksTest {

    @TempDir
    private Path folder;

    @Test
    void methodTakenAway_isABreak() throws Exception {
        assertThat(breaks("public class Kept { public void used() {} }", "public class Kept { void used() {} }"))
                .containsExactly("planted.Kept.used: METHOD_REMOVED");
    }

    @Test
    void typeTakenAway_isABreak() throws Exception {
        assertThat(breaks("public class Kept { public enum Gone { A } }", "public class Kept { enum Gone { A } }"))
                .contains("planted.Kept$Gone: CLASS_REMOVED");
    }

    @Test
    void accessorOfARecordTakenAway_isABreak() throws Exception {
        assertThat(breaks("public record Kept(String read, int other) {}", "public record Kept(int other) {}"))
                .containsExactly("planted.Kept.read: METHOD_REMOVED");
    }

    @Test
    void abstractMethodAddedToAPort_isABreak() throws Exception {
        assertThat(breaks("public interface Kept {}", "public interface Kept { void added(); }"))
                .containsExactly("planted.Kept.added: METHOD_ADDED_TO_INTERFACE");
    }

    @Test
    void otherTypeOfAnArgument_isABreak() throws Exception {
        assertThat(breaks(
                        "public class Kept { public void used(int given) {} }",
                        "public class Kept { public void used(long given) {} }"))
                .containsExactly("planted.Kept.used: METHOD_REMOVED");
    }

    @Test
    void componentAddedToARecord_isNone() throws Exception {
        assertThat(breaks("public record Kept(String read) {}", "public record Kept(String read, String added) {}"))
                .isEmpty();
    }

    @Test
    void defaultMethod_constant_classAndOverload_addNoBreak() throws Exception {
        assertThat(breaks("public interface Kept { void used(); enum Some { A } }", """
                        public interface Kept {
                            void used();
                            default void added() {}
                            static void alsoAdded() {}
                            enum Some { A, B }
                            record Added(int value) {}
                        }"""))
                .isEmpty();
    }

    @Test
    void typeNestedInAHiddenOne_isNoApi() throws Exception {
        PublicApi api = api("now", "public class Kept { static class Hidden { public static class Inner {} } }");
        assertThat(api.types().keySet()).containsExactly("planted/Kept.class");
    }

    @Test
    void packagesThatAreNotExported_areNoApi() throws Exception {
        assertThat(api("now", "public class Kept {}").types().keySet())
                .as("planted.internal is exported to one module, planted.hidden to none")
                .containsExactly("planted/Kept.class");
    }

    private List<String> breaks(String before, String now) throws IOException {
        Path old = folder.resolve("before.jar");
        Path young = folder.resolve("now.jar");
        api("before", before).writeTo(old);
        api("now", now).writeTo(young);
        return ApiComparison.breaks(old, young);
    }

    private PublicApi api(String version, String kept) throws IOException {
        Path sources = folder.resolve(version);
        Path module = file(
                sources,
                "module-info.java",
                "module dev.ksef.planted { exports planted; exports planted.internal to java.xml; }");
        Path type = file(sources, "planted/Kept.java", "package planted; " + kept);
        Path internal =
                file(sources, "planted/internal/Wiring.java", "package planted.internal; public class Wiring {}");
        Path hidden = file(sources, "planted/hidden/Hidden.java", "package planted.hidden; public class Hidden {}");
        Path classes = folder.resolve(version + "-classes");
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", classes.toString()),
                            null,
                            files.getJavaFileObjects(module, type, internal, hidden))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return PublicApi.at(classes);
    }

    private static Path file(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
