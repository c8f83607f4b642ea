package dev.ksef.adapter.feign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.server.StreamingServer;
import dev.ksef.testkit.server.StreamingServer.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that uploads take, whatever the size of a part. */
@Tag("slow")
class UploadMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "okHttp", "apache"})
    void partOfTwoHundredMegabytes_leavesThroughASmallHeap(String engine) throws Exception {
        try (StreamingServer server = StreamingServer.start().then(Part.reading(Reply.empty(201)))) {
            var application = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx24m",
                            "-XX:MaxDirectMemorySize=8m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            SmallMemoryUploads.class.getName(),
                            engine,
                            server.uri().toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(application.waitFor()).as(printed).isZero();
            assertThat(server.bodyBytes()).isEqualTo(SmallMemoryUploads.PART_BYTES);
            assertThat(server.received().get(0).all("content-length"))
                    .containsExactly(String.valueOf(SmallMemoryUploads.PART_BYTES));
        }
    }
}
