package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest files there are, each in a JVM with 64 MiB, of which the file itself takes ten. */
class SmallMemoryTest {

    private static final long LONGEST_MINUTES = 2;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"x", "<a>", "<a/>", "\n", "&#128;", "\u0080", "<?a?>", "<NIP>1</NIP>", "<![CDATA[a]]>"})
    void fileThatRepeatsItself_isCheckedAndReadInLittleMemory(String piece) throws Exception {
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallMemoryTest.class.getName(),
                        Arrays.toString(piece.getBytes(StandardCharsets.UTF_8)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("ends in time")
                    .isTrue();
            assertThat(Files.readString(log)).startsWith("done");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs in that JVM. */
    public static void main(String[] arguments) {
        byte[] piece = bytes(arguments[0]);
        byte[] begin = "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Podmiot1>"
                .getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(begin, InvoiceXml.LARGEST_BYTES);
        for (int at = begin.length; at < file.length; at++) {
            file[at] = piece[(at - begin.length) % piece.length];
        }
        InvoiceXml invoice = InvoiceXml.of(file);
        file = null;
        PreFlightReport report = PreFlight.of(KsefEnvironment.TEST)
                .check(invoice, InvoiceDestination.online(FormCode.FA_3, Instant.EPOCH));
        long size = new InvoiceReader(new Faked.Crypto()).read(invoice).sizeBytes();
        System.out.println("done: " + report.errors().size() + " findings in " + size + " bytes");
    }

    private static byte[] bytes(String shown) {
        String[] numbers = shown.substring(1, shown.length() - 1).split(", ");
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = Byte.parseByte(numbers[i]);
        }
        return bytes;
    }
}
