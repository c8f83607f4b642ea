package dev.ksef.simulator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Containerfile names the jar that the build makes, options that there are, and one port throughout. */
class ContainerfileTest {

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"");

    private static String containerfile() throws IOException {
        return Files.readString(Path.of("Containerfile")).replace("\\\n", "");
    }

    private static String line(String instruction) throws IOException {
        return containerfile()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(instruction + " ") || line.startsWith(instruction + "["))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> words(String line) {
        return WORDS.matcher(line)
                .results()
                .map((MatchResult word) -> word.group(1))
                .toList();
    }

    @Test
    void jar_isTheOneThatTheBuildMakes_andTheOnlyFileThatIsSent() throws IOException {
        assertThat(line("COPY")).contains("target/ksef-simulator.jar /app/ksef-simulator.jar");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<outputFile>${project.build.directory}/ksef-simulator.jar</outputFile>");
        assertThat(Files.readString(Path.of(".containerignore"))).contains("!target/ksef-simulator.jar");
        assertThat(words(line("ENTRYPOINT"))).contains("/app/ksef-simulator.jar");
    }

    @Test
    void options_areOnesThatThereAre_andTheirValuesFit() throws IOException {
        List<String> words = words(line("ENTRYPOINT"));
        List<String> options = words.subList(words.indexOf("/app/ksef-simulator.jar") + 1, words.size());

        assertThat(CommandLine.read(options.toArray(String[]::new)).settings()).isNotNull();
        assertThat(options).containsSequence("--bind", "0.0.0.0").containsSequence("--state", "/state");
    }

    @Test
    void port_isTheSameForProgramHealthCheckAndImage() throws IOException {
        String port = line("EXPOSE").replace("EXPOSE ", "");

        assertThat(words(line("ENTRYPOINT"))).containsSequence("--port", port);
        assertThat(words(containerfile()
                        .lines()
                        .filter(line -> line.contains("--check"))
                        .findFirst()
                        .orElseThrow()))
                .containsSequence(CommandLine.CHECK, port);
    }

    @Test
    void user_isNotRoot_andOwnsTheVolume() throws IOException {
        String user = line("USER").replace("USER ", "");

        assertThat(user).matches("[1-9]\\d{3,}");
        assertThat(line("RUN")).contains("--uid " + user, "-o " + user, "/state");
        assertThat(line("VOLUME")).isEqualTo("VOLUME /state");
    }

    @Test
    void base_isAJavaRuntimeThatCanRunTheProgram() throws IOException {
        assertThat(line("FROM")).isEqualTo("FROM docker.io/library/eclipse-temurin:17-jre");
    }
}
