package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.invoice.InvoiceFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What do checking an invoice and reading its facts cost on top of parsing it? The baseline is the JDK's streaming parser,
 * set up as safely, which looks at every event and does nothing with it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PreFlightBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-02T11:00:00Z");

    /** A usual invoice, and nearly the largest there is without attachments. */
    @Param({"10000", "950000"})
    public int sizeBytes;

    private final PreFlight preFlight = PreFlight.of(KsefEnvironment.PRODUCTION);
    private final InvoiceDestination destination = InvoiceDestination.online(FormCode.FA_3, NOW);
    private final InvoiceReader reader = new InvoiceReader(new JdkCryptoEngine());
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private InvoiceXml invoice = InvoiceXml.of(new byte[1]);

    /** An invoice of at least the given size that breaks no rule. */
    @Setup
    public void prepare() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        invoice = InvoiceXml.of(LongInvoice.ofAtLeast(sizeBytes).getBytes(StandardCharsets.UTF_8));
        if (!preFlight.check(invoice, destination).isClear()) {
            throw new IllegalStateException("The invoice of the benchmark breaks a rule");
        }
    }

    /** All rules without the schema. */
    @Benchmark
    public PreFlightReport preFlightOurs() {
        return preFlight.check(invoice, destination);
    }

    /** Parsing alone. */
    @Benchmark
    public void preFlightJdk(Blackhole sink) throws XMLStreamException {
        bareStax(sink);
    }

    /** All facts, the hash among them. */
    @Benchmark
    public InvoiceFacts factsOurs() {
        return reader.read(invoice);
    }

    /** Parsing alone, once more: each has its baseline beside it. */
    @Benchmark
    public void factsJdk(Blackhole sink) throws XMLStreamException {
        bareStax(sink);
    }

    private void bareStax(Blackhole sink) throws XMLStreamException {
        var events = xml.createXMLStreamReader(invoice.openStream());
        while (events.hasNext()) {
            sink.consume(events.next());
        }
        events.close();
    }
}
