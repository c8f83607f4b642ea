package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.xml.SaxParsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parties are read twice: while an invoice is judged, and with all else that its metadata tell. */
class ConcernedPartyTest {

    private static final String XML = """
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
              <Podmiot1><DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>A</Nazwa></DaneIdentyfikacyjne></Podmiot1>
              <Podmiot2><DaneIdentyfikacyjne><NrID>X</NrID><Nazwa>B</Nazwa></DaneIdentyfikacyjne></Podmiot2>
              <Podmiot3><DaneIdentyfikacyjne><IDWew>1111111111-12345</IDWew></DaneIdentyfikacyjne></Podmiot3>
              <Podmiot3><DaneIdentyfikacyjne><NIP> 2222222222 </NIP></DaneIdentyfikacyjne></Podmiot3>
              <PodmiotUpowazniony>
                <DaneIdentyfikacyjne><NIP>3333333333</NIP></DaneIdentyfikacyjne>
              </PodmiotUpowazniony>
            </Faktura>
            """;

    private static List<ConcernedParty> judged(byte[] xml) {
        return InvoiceDocument.read(xml, InvoiceStructure.FA_3, new SaxParsers())
                .parties();
    }

    private static List<ConcernedParty> told(byte[] xml) {
        return ConcernedParty.of(InvoiceContent.of(xml, InvoiceStructure.FA_3));
    }

    @Test
    void parties_areAllWhoCanSignIn() {
        byte[] xml = XML.getBytes(StandardCharsets.UTF_8);

        assertThat(judged(xml))
                .containsExactly(
                        new ConcernedParty("Subject1", LoginContext.nip("1111111111")),
                        new ConcernedParty("Subject3", new LoginContext("InternalId", "1111111111-12345")),
                        new ConcernedParty("Subject3", LoginContext.nip("2222222222")),
                        new ConcernedParty("SubjectAuthorized", LoginContext.nip("3333333333")));
        assertThat(told(xml)).isEqualTo(judged(xml));
    }

    @Test
    void parties_ofTheOfficialExamples_areReadAlike() throws IOException {
        Optional<Path> folder =
                SharedFolder.openApiFile().map(file -> file.getParent().resolveSibling("invoices"));
        assumeTrue(folder.isPresent(), "SKIPPED: no folder shared/ beside the project, so no official example is read");
        try (Stream<Path> examples = Files.list(folder.orElseThrow())) {
            for (Path example : examples.toList()) {
                byte[] xml = Files.readAllBytes(example);
                assertThat(judged(xml))
                        .as(example.toString())
                        .isEqualTo(told(xml))
                        .isNotEmpty();
            }
        }
    }
}
