package dev.ksef.adapter.feign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls by an application that has the adapter on its module path, where reflection reaches only what is open. */
class ModulePathCallTest {

    /** What the adapter needs, of all that is on the class path of tests. */
    private static final List<String> NEEDED =
            List.of("ksef-adapter-feign", "ksef-thirdparty", "ksef-ports", "feign-core");

    @Test
    void requestsAndAnswers_onTheModulePath_areWrittenAndRead() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()
                .then(
                        Reply.json(200, "{\"challenge\":\"" + "c".repeat(36) + "\",\"timestampMs\":1}"),
                        Reply.json(202, """
                                {"referenceNumber":"20261102-AU-1111111111-2222222222-33",\
                                "authenticationToken":{"token":"t","validUntil":"2030-01-01T00:00:00Z"}}"""))) {
            var application = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--module-path",
                            modulePath(),
                            "--add-modules",
                            "dev.ksef.adapter.feign",
                            Path.of(getClass()
                                            .getResource("/modulepath/SignIn.java")
                                            .toURI())
                                    .toString(),
                            server.uri().toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(application.waitFor()).as(printed).isZero();
            assertThat(printed).contains("dev.ksef.adapter.feign", "20261102-AU-1111111111-2222222222-33");
            assertThat(server.received().get(1).body())
                    .as("the context, which an annotation names the serializer of")
                    .contains("{\"type\":\"Nip\",\"value\":\"5265877635\"}");
        }
    }

    private static String modulePath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(path -> !path.contains("test-classes"))
                .filter(path -> NEEDED.stream().anyMatch(path::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
