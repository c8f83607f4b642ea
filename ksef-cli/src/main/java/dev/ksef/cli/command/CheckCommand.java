package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Profiles;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.Rule;
import dev.ksef.fa3.rule.RuleFinding;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceFinding.Severity;
import dev.ksef.model.finding.InvoiceRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what KSeF would refuse in invoices, and what an FA(3) says that does not fit together. It asks nobody. */
public final class CheckCommand implements Command {

    private static final List<String> COLUMNS =
            List.of("file", "severity", "rule", "line", "xpath", "value", "finding", "remedy", "source");

    /** Where {@link InvoiceRule} comes from. */
    private static final String VERIFICATION =
            "https://github.com/CIRFMF/ksef-docs/blob/main/faktury/weryfikacja-faktury.md";

    /** An invoice that breaks one of these cannot be read, so its meaning is not looked at. */
    private static final Set<InvoiceRule> UNREADABLE = Set.of(
            InvoiceRule.SIZE,
            InvoiceRule.BYTE_ORDER_MARK,
            InvoiceRule.ENCODING,
            InvoiceRule.XML_DECLARATION,
            InvoiceRule.WELL_FORMED,
            InvoiceRule.COMPLEXITY,
            InvoiceRule.DOCUMENT_TYPE);

    private boolean errors;
    private boolean warnings;

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameters("FILE")
                .option("--environment", "NAME")
                .option("--without", "RULES")
                .flag("--strict");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        var off = EnumSet.noneOf(Rule.class);
        var preFlightOff = EnumSet.noneOf(InvoiceRule.class);
        without(invocation, off, preFlightOff);
        InvoiceRules rules = InvoiceRules.all().without(off.toArray(Rule[]::new));
        PreFlight preFlight = PreFlight.of(environment(invocation)).without(preFlightOff.toArray(InvoiceRule[]::new));
        Instant now = Instant.now();
        Stream<Fields> findings = invocation.parameters().stream()
                .map(name -> InvoiceFile.read(name, invocation.words()))
                .flatMap(file -> findings(file, preFlight, rules, now))
                .peek(this::remember);
        invocation.output().results(COLUMNS, findings);
        return errors || warnings && invocation.has("--strict") ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void remember(Fields finding) {
        boolean error = finding.values().get("severity") == Severity.ERROR;
        errors |= error;
        warnings |= !error;
    }

    /** Where nobody signed in yet, the strictest environment is meant. */
    private static KsefEnvironment environment(Invocation invocation) {
        return invocation.text("--environment") == null
                        && invocation.profileName().equals(Profiles.USUAL)
                        && !invocation.profiles().has(Profiles.USUAL)
                ? KsefEnvironment.PRODUCTION
                : QrCommand.environment(invocation);
    }

    private static void without(Invocation invocation, Set<Rule> off, Set<InvoiceRule> preFlightOff) {
        String given = invocation.text("--without");
        if (given == null) {
            return;
        }
        for (String name : given.split(",", -1)) {
            Optional<Rule> rule = named(Rule.values(), name);
            Optional<InvoiceRule> preFlightRule = named(InvoiceRule.values(), name);
            rule.ifPresent(off::add);
            preFlightRule.ifPresent(preFlightOff::add);
            if (rule.isEmpty() && preFlightRule.isEmpty()) {
                throw new Failure(ExitCode.USAGE, invocation.words().get("check.no-rule"));
            }
        }
    }

    private static <E extends Enum<E>> Optional<E> named(E[] rules, String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(rules).filter(rule -> rule.name().equals(wanted)).findFirst();
    }

    private static Stream<Fields> findings(InvoiceFile file, PreFlight preFlight, InvoiceRules rules, Instant now) {
        FormCode declared = file.facts().formCode();
        FormCode form = declared == null ? FormCode.FA_3 : declared;
        PreFlightReport refused = preFlight.check(file.xml(), InvoiceDestination.batch(form, now));
        Stream<Fields> refusals = Stream.of(refused.errors(), refused.warnings())
                .flatMap(List::stream)
                .map(finding -> row(file, finding));
        if (!FormCode.FA_3.equals(declared)
                || refused.errors().stream().anyMatch(error -> UNREADABLE.contains(error.rule()))) {
            return refusals;
        }
        RuleReport report = rules.check(file.xml());
        return Stream.concat(
                refusals,
                Stream.of(report.errors(), report.warnings())
                        .flatMap(List::stream)
                        .map(finding -> row(file, finding)));
    }

    private static Fields row(InvoiceFile file, InvoiceFinding finding) {
        return Fields.of("file", file.path())
                .and("severity", finding.severity())
                .and("rule", finding.rule())
                .and("line", finding.line())
                .and("column", finding.column())
                .and("xpath", null)
                .and("value", null)
                .and("finding", finding.message())
                .and("remedy", finding.remedy())
                .and("source", "weryfikacja-faktury")
                .and("address", VERIFICATION);
    }

    private static Fields row(InvoiceFile file, RuleFinding finding) {
        return Fields.of("file", file.path())
                .and("severity", finding.severity())
                .and("rule", finding.rule())
                .and("line", finding.line())
                .and("column", null)
                .and("xpath", finding.xpath())
                .and("value", finding.value().isEmpty() ? null : finding.value())
                .and("finding", finding.message())
                .and("remedy", finding.remedy())
                .and("source", finding.rule().source().place())
                .and("address", finding.rule().source().address());
    }
}
