package dev.ksef.signature.upo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.Upo;
import dev.ksef.signature.testing.KeyHolder;
import dev.ksef.signature.upo.UpoSignatureVerdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The official samples of UPO v4-3, which nobody signed. They lie beside the project, not in it. */
class OfficialUpoSamplesTest {

    @Test
    void samples_areToldToBeUnsigned() throws Exception {
        var check = new UpoSignatureCheck(KeyHolder.named("CN=Anybody").certificate());
        for (Path sample : samples()) {
            var verdict = check.check(Upo.of(Files.readAllBytes(sample)));
            assertThat(verdict.findings())
                    .as("%s is a UPO without a signature", sample.getFileName())
                    .containsExactly("The document is not signed");
            assertThat(verdict.outcome()).isEqualTo(Outcome.UNSIGNED);
        }
    }

    private static List<Path> samples() throws IOException {
        Path folder = Stream.iterate(Path.of("").toAbsolutePath(), place -> place != null, Path::getParent)
                .map(place -> place.resolve("shared").resolve("upo-samples"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        assumeTrue(
                folder != null, "SKIPPED: no folder shared/upo-samples beside the project, so no sample was checked");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> samples =
                    files.filter(file -> file.toString().endsWith(".xml")).toList();
            assertThat(samples).as("samples in %s", folder).isNotEmpty();
            return samples;
        }
    }
}
