package dev.ksef.benchmarks.fa3;

import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;

/**
 * What do all checks of an FA(3) cost: pre-flight with the official schema, and the rules? Beside them the JDK validates the same
 * bytes by the same schema, compiled once: with a new validator for each invoice, and with one that is kept, which one thread may
 * use. The invoices are one of 20 lines, one of 500, and the Ministry's examples. Needs a folder {@code shared} beside the project.
 */
public final class InvoiceChecking {

    private static final String SCHEMA_ALONE = "schema alone";
    private static final String SCHEMA_KEPT = "schema alone, validator kept";

    private final InvoiceDestination destination = InvoiceDestination.batch(FormCode.FA_3, Instant.now());
    private final PreFlight bare = PreFlight.of(KsefEnvironment.PRODUCTION);
    private final PreFlight preFlight = bare.schemas(OfficialFiles.schemas());
    private final InvoiceRules rules = InvoiceRules.all();
    private final Schema schema = OfficialFiles.schema();
    private final Validator kept = schema.newValidator();

    private InvoiceChecking() {}

    /** @param arguments {@code --write FILE}, or nothing */
    public static void main(String[] arguments) {
        Report report = Report.of(InvoiceChecking.class, arguments);
        var checking = new InvoiceChecking();
        InTurns.head(report);
        checking.measure(report, "20 lines", List.of(LongSale.made(1)));
        checking.measure(report, "500 lines", List.of(LongSale.made(1, 500)));
        List<InvoiceXml> examples = OfficialFiles.examples();
        checking.measure(report, examples.size() + " official examples", examples);
        report.finish();
    }

    private interface Check {
        Object of(InvoiceXml invoice) throws Exception;
    }

    private void measure(Report report, String sample, List<InvoiceXml> invoices) {
        invoices.forEach(this::requireToPass);
        var ways = new InTurns();
        way(ways, "all checks", sample, invoices, this::all);
        way(ways, "pre-flight and schema", sample, invoices, invoice -> preFlight.check(invoice, destination));
        way(ways, "pre-flight without schema", sample, invoices, invoice -> bare.check(invoice, destination));
        way(ways, "reading and rules", sample, invoices, rules::check);
        way(ways, "reading", sample, invoices, FakturaXml::read);
        way(ways, SCHEMA_ALONE, sample, invoices, invoice -> validate(schema.newValidator(), invoice));
        way(ways, SCHEMA_KEPT, sample, invoices, invoice -> validate(kept, invoice));
        ways.measure();
        compare(report, ways, "all checks", SCHEMA_ALONE, sample, "at most 2");
        compare(report, ways, "all checks", SCHEMA_KEPT, sample, "");
        compare(report, ways, "pre-flight and schema", SCHEMA_ALONE, sample, "");
        compare(report, ways, "pre-flight without schema", SCHEMA_ALONE, sample, "");
        compare(report, ways, "reading and rules", SCHEMA_ALONE, sample, "");
        compare(report, ways, "reading", SCHEMA_ALONE, sample, "");
    }

    private static void way(InTurns ways, String name, String sample, List<InvoiceXml> invoices, Check check) {
        ways.way(name + ", " + sample, () -> {
            List<Object> found = new ArrayList<>(invoices.size());
            for (InvoiceXml invoice : invoices) {
                found.add(check.of(invoice));
            }
            return found;
        });
    }

    private static void compare(
            Report report, InTurns ways, String name, String beside, String sample, String mostTime) {
        ways.compare(report, name + ", " + sample, beside + ", " + sample, mostTime, "");
    }

    private Object all(InvoiceXml invoice) {
        return List.of(preFlight.check(invoice, destination), rules.check(invoice));
    }

    private static Object validate(Validator validator, InvoiceXml invoice) throws Exception {
        validator.validate(new StreamSource(invoice.openStream()));
        return validator;
    }

    private void requireToPass(InvoiceXml invoice) {
        List<Object> clear = List.of(PreFlightReport.CLEAR, RuleReport.CLEAR);
        if (!all(invoice).equals(clear)) {
            throw new IllegalStateException("An invoice of the benchmark is not clear: " + all(invoice));
        }
    }
}
