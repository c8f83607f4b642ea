package dev.ksef.benchmarks.fa3;

import dev.ksef.benchmarks.report.Beside;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to build, check and write an FA(3) of 20 lines? The baseline writes the same bytes with the JDK's streaming
 * writer, and knows all of them beforehand. {@link InvoiceMaking} compares the same by processor time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class InvoiceMakingBenchmark {

    private final Faktura invoice = LongSale.built(1);
    private final BareWriting bare = BareWriting.of(LongSale.made(1).bytes());

    /** From lines to bytes. */
    @Benchmark
    @Beside(value = "bareStax", target = "at least 0.5")
    public InvoiceXml make() {
        return LongSale.made(1);
    }

    /** The builder, with all sums. */
    @Benchmark
    @Beside("bareStax")
    public Faktura build() {
        return LongSale.built(1);
    }

    /** The rules. */
    @Benchmark
    @Beside("bareStax")
    public RuleReport check() {
        return LongSale.checked(invoice);
    }

    /** The writer of the types. */
    @Benchmark
    @Beside("bareStax")
    public InvoiceXml write() {
        return FakturaXml.write(invoice);
    }

    /** The writer of the JDK. */
    @Benchmark
    public byte[] bareStax() throws XMLStreamException {
        return bare.write();
    }
}
