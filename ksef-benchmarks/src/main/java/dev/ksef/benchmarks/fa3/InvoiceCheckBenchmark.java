package dev.ksef.benchmarks.fa3;

import dev.ksef.benchmarks.report.Beside;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.xml.sax.SAXException;

/**
 * What do all checks of an FA(3) of 20 lines cost: schema, pre-flight and rules? The baseline is a plain validation by the same
 * schema with the JDK. Needs the official schemas in a folder {@code shared} beside the project. {@link InvoiceChecking} compares the
 * same by processor time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class InvoiceCheckBenchmark {

    private static final int LINES = 20;

    private final InvoiceDestination destination = InvoiceDestination.online(FormCode.FA_3, Instant.now());
    private final byte[] bytes = xml().getBytes(StandardCharsets.UTF_8);
    private final InvoiceXml invoice = InvoiceXml.of(bytes);
    private final Schema schema = OfficialFiles.schema();
    private final PreFlight preFlight = PreFlight.of(KsefEnvironment.PRODUCTION).schemas(OfficialFiles.schemas());

    /** All of them pass the invoice. */
    @Setup
    public void passes() {
        PreFlightReport report = preFlight.check(invoice, destination);
        RuleReport rules = InvoiceRules.all().check(invoice);
        if (!report.equals(PreFlightReport.CLEAR) || !rules.equals(RuleReport.CLEAR)) {
            throw new IllegalStateException(report + " " + rules);
        }
    }

    /** Schema, pre-flight and rules. */
    @Benchmark
    @Beside(value = "schemaAlone", target = "at least 0.5")
    public void all(Blackhole hole) {
        hole.consume(preFlight.check(invoice, destination));
        hole.consume(InvoiceRules.all().check(invoice));
    }

    /** The rules, with reading the invoice as types. */
    @Benchmark
    @Beside("schemaAlone")
    public RuleReport rules() {
        return InvoiceRules.all().check(invoice);
    }

    /** The validator of the JDK. */
    @Benchmark
    public void schemaAlone() throws IOException, SAXException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(bytes)));
    }

    private static String xml() {
        var lines = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            lines.append("<FaWiersz><NrWierszaFa>")
                    .append(i)
                    .append("</NrWierszaFa><P_7>Towar</P_7><P_8A>szt.</P_8A>")
                    .append("<P_8B>2</P_8B><P_9A>50.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>\n");
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
                <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
                <WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T00:00:00Z</DataWytworzeniaFa></Naglowek>
                <Podmiot1><DaneIdentyfikacyjne><NIP>9999999999</NIP><Nazwa>A</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>B</AdresL1></Adres></Podmiot1>
                <Podmiot2><DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>C</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>D</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
                <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-02-15</P_1><P_2>FV/1</P_2>
                <P_13_1>2000.00</P_13_1><P_14_1>460.00</P_14_1><P_15>2460.00</P_15>
                <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie>
                <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23>
                <PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje><RodzajFaktury>VAT</RodzajFaktury>
                """ + lines + "</Fa></Faktura>";
    }
}
