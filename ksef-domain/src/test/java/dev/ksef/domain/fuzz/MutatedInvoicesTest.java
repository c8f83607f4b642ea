package dev.ksef.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.CheckedInvoice;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.invoice.InvoiceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Good invoices, spoiled by up to six mutations that know the structure of XML: whatever comes out, pre-flight and the
 * reading of facts end, throw nothing and stay within the memory of the JVM that runs this. jqwik tells the seed of what
 * fails; {@code @Property(seed = "...")} brings it back.
 */
class MutatedInvoicesTest {

    private static final Duration HANGING = Duration.ofSeconds(60);
    private static final InvoiceDestination ONLINE =
            InvoiceDestination.online(FormCode.FA_3, Instant.parse("2026-11-02T11:00:00Z"));

    private final PreFlight preFlight = PreFlight.of(KsefEnvironment.PRODUCTION);
    private final InvoiceReader reader = new InvoiceReader(new Faked.Crypto());

    @Property(tries = 500, seed = "2026")
    void someMutants_areReadAndCheckedWithoutHarm(@ForAll("mutants") Mutant mutant) {
        survive(mutant);
    }

    @Property(tries = 10_000)
    @Tag("slow")
    void tenThousandMutants_areReadAndCheckedWithoutHarm(@ForAll("mutants") Mutant mutant) {
        survive(mutant);
    }

    @Provide
    Arbitrary<Mutant> mutants() {
        Arbitrary<String> originals = Arbitraries.of(Invoices.FA_3, Invoices.FA_2, Invoices.FA_RR, Invoices.PEF);
        Arbitrary<Mutation> mutations = Arbitraries.of(Mutation.class);
        return Combinators.combine(originals, mutations.list().ofMinSize(1).ofMaxSize(6), Arbitraries.longs())
                .as(Mutant::new);
    }

    private void survive(Mutant mutant) {
        byte[] bytes = mutant.bytes();
        if (bytes.length == 0) {
            return;
        }
        InvoiceXml invoice = InvoiceXml.of(bytes);
        PreFlightReport report = assertTimeoutPreemptively(HANGING, () -> preFlight.check(invoice, ONLINE));
        InvoiceFacts facts = assertTimeoutPreemptively(HANGING, () -> reader.read(invoice));
        assertThat(facts.sizeBytes()).isEqualTo(bytes.length);
        assertThat(Stream.concat(report.errors().stream(), report.warnings().stream()))
                .allSatisfy(finding -> assertThat(isInside(finding, bytes))
                        .as(finding + " lies in the file")
                        .isTrue());
        requireTheSameOfOnePass(invoice, report, facts);
    }

    private void requireTheSameOfOnePass(InvoiceXml invoice, PreFlightReport report, InvoiceFacts facts) {
        var crypto = new Faked.Crypto();
        assertThat(preFlight.checkAndRead(invoice, ONLINE, crypto))
                .as("one pass finds what two find")
                .isEqualTo(new CheckedInvoice(facts, report));
        FormCode declared = facts.formCode() == null ? FormCode.FA_3 : facts.formCode();
        assertThat(preFlight.checkAsDeclared(invoice, ONLINE, crypto).report())
                .as("the same as for what it says it is")
                .isEqualTo(preFlight.check(invoice, InvoiceDestination.online(declared, ONLINE.at())));
    }

    private static boolean isInside(InvoiceFinding finding, byte[] bytes) {
        return finding.line() >= 1 && finding.column() >= 1 && finding.line() + finding.column() <= bytes.length + 2;
    }
}
