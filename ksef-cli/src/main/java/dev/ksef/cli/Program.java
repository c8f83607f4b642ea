package dev.ksef.cli;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.command.Commands;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.FailureReport;
import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Output;
import dev.ksef.cli.shell.OutputClosed;
import dev.ksef.cli.shell.Surroundings;
import dev.ksef.cli.shell.Text;
import dev.ksef.cli.shell.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command: reads its arguments, and turns whatever it throws into a line and an exit code. */
final class Program {

    /** What may be shown of an argument that nobody understands. It might be a secret. */
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]{0,30}");

    private static final Pattern COMMAND = Pattern.compile("[a-z]{1,15}");

    private final Surroundings around;
    private final Words words;
    private final Messages messages;

    private Program(Surroundings around) {
        this.around = around;
        this.words = Words.in(around.locale());
        this.messages = new Messages(around.messages(), around.messagesAreSeen(), words);
    }

    static int run(Surroundings around, String... arguments) {
        return new Program(around).run(List.of(arguments)).number();
    }

    private ExitCode run(List<String> arguments) {
        if (arguments.size() == 2 && arguments.get(0).equals("help")) {
            return run(List.of(arguments.get(1), "--help"));
        }
        boolean debug = arguments.contains("--debug");
        try {
            return run(arguments.get(0), arguments.subList(1, arguments.size()));
        } catch (OutputClosed closed) {
            if (!closed.isReaderGone()) {
                messages.say(Text.oneLine(closed.getMessage()));
            }
            return ExitCode.FILES;
        } catch (RuntimeException failure) {
            FailureReport report = FailureReport.of(failure, words, messages);
            messages.say(report.line());
            trace(failure, debug);
            return report.code();
        } catch (StackOverflowError | OutOfMemoryError | ExceptionInInitializerError | NoClassDefFoundError broken) {
            messages.say(words.get("broken", broken.getClass().getSimpleName()));
            trace(broken, debug);
            return ExitCode.DEFECT;
        }
    }

    private void trace(Throwable failure, boolean debug) {
        if (debug) {
            var text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            messages.write(text.toString());
        }
    }

    private ExitCode run(String name, List<String> arguments) {
        Command command = known(name);
        var declaration = new Declaration(name, words);
        command.declare(declaration);
        ParseResult parsed = parsed(declaration, name, arguments);
        if (parsed.isUsageHelpRequested()) {
            new Output(around.out(), false, words).bytes(utf8(declaration.help()));
            return ExitCode.OK;
        }
        return command.run(new Invocation(parsed, around, words, messages));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Command known(String name) {
        @Nullable Command command = Commands.named(name);
        if (command == null) {
            String shown = COMMAND.matcher(name).matches() ? " " + name : "";
            throw new Failure(ExitCode.USAGE, words.get("unknown.command", shown));
        }
        return command;
    }

    private ParseResult parsed(Declaration declaration, String name, List<String> arguments) {
        try {
            return declaration.commandLine().parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException wrong) {
            // Its message may quote what was typed.
            throw new Failure(ExitCode.USAGE, reason(wrong) + ". " + words.get("see.help", name));
        }
    }

    private String reason(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String[] options = unmatched.getUnmatched().stream()
                    .map(argument -> argument.split("=", 2)[0])
                    .filter(argument -> OPTION.matcher(argument).matches())
                    .toArray(String[]::new);
            return options.length == 0
                    ? words.get("unknown.argument")
                    : words.get("unknown.option", String.join(", ", Arrays.asList(options)));
        }
        String missing = wrong instanceof MissingParameterException parameters
                ? String.join(
                        ", ",
                        parameters.getMissing().stream()
                                .map(argument -> argument.isOption()
                                        ? ((OptionSpec) argument).longestName()
                                        : argument.paramLabel())
                                .toList())
                : "";
        if (!missing.isEmpty()) {
            return words.get("missing", missing);
        }
        return wrong.getArgSpec() instanceof OptionSpec option
                ? words.get("wrong.option", option.longestName())
                : words.get("unknown.argument");
    }
}
