package dev.ksef.cli.command;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.FailureReport;
import dev.ksef.cli.shell.Fields;
import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Output;
import dev.ksef.cli.shell.Text;
import dev.ksef.cli.shell.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects verdicts, each with a remedy where something is wrong. What fails is a verdict, too. */
public final class Diagnosis {

    private static final List<String> COLUMNS = List.of("check", "verdict", "finding", "remedy");

    private final Words words;
    private final Messages messages;
    private final List<Fields> verdicts = new ArrayList<>();
    private boolean allGood = true;

    Diagnosis(Words words, Messages messages) {
        this.words = words;
        this.messages = messages;
    }

    /**
     * Looks at something.
     *
     * @param shown says what was found; it may judge more of it
     * @return null if it failed
     */
    <T> @Nullable T of(String check, Supplier<T> look, Function<T, String> shown) {
        try {
            T found = look.get();
            judge(check, true, shown.apply(found));
            return found;
        } catch (RuntimeException failed) {
            FailureReport report = FailureReport.of(failed, words, messages);
            add(check, false, report.code() == ExitCode.DEFECT ? Text.oneLine(failed.getMessage()) : report.line());
            return null;
        }
    }

    /** Adds a verdict. */
    void judge(String check, boolean good, String finding) {
        add(check, good, finding);
    }

    private void add(String check, boolean good, String finding) {
        allGood &= good;
        verdicts.add(Fields.of("check", check)
                .and("verdict", good ? "OK" : "BAD")
                .and("finding", finding.isEmpty() ? null : finding)
                .and("remedy", good ? null : words.get("doctor." + check)));
    }

    ExitCode tell(Output output) {
        output.results(COLUMNS, verdicts.stream());
        return allGood ? ExitCode.OK : ExitCode.REFUSED;
    }
}
