package dev.ksef.simulator.program;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.fault.FaultKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arguments of the program, and the text that explains them. */
final class CommandLine {

    static final String HELP = "--help";
    static final String CHECK = "--check";

    private final Map<CommandLineOption, List<String>> values;

    private CommandLine(Map<CommandLineOption, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if an option is unknown, repeated, or has no value; the message is one line
     */
    static CommandLine read(String... arguments) {
        Map<CommandLineOption, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            CommandLineOption option = known(arguments[i]);
            if (i + 1 == arguments.length || arguments[i + 1].isEmpty()) {
                throw new IllegalArgumentException("Option " + option.text() + " needs a value");
            }
            if (values.containsKey(option) && !option.repeatable()) {
                throw new IllegalArgumentException("Option " + option.text() + " is there twice");
            }
            values.computeIfAbsent(option, first -> new ArrayList<>()).add(arguments[i + 1]);
        }
        return new CommandLine(values);
    }

    /** Whether the option was given. */
    boolean has(CommandLineOption option) {
        return values.containsKey(option);
    }

    /**
     * Gives the settings that the arguments ask for.
     *
     * @throws IllegalArgumentException if the value of an option does not fit; the message is one line
     */
    SimulatorBuilder settings() {
        SimulatorBuilder settings = KsefSimulator.builder();
        // The file of the seed first: options win over it.
        Optional.ofNullable(values.get(CommandLineOption.SEED))
                .ifPresent(written -> CommandLineOption.SEED.apply(settings, written));
        values.forEach((option, written) -> {
            if (option != CommandLineOption.SEED) {
                option.apply(settings, written);
            }
        });
        return settings;
    }

    private static CommandLineOption known(String text) {
        return CommandLineOption.named(text).orElseThrow(() -> new IllegalArgumentException("Unknown option " + text));
    }

    static String help() {
        StringBuilder help = new StringBuilder("Usage: java -jar ksef-simulator.jar [options]\n");
        for (CommandLineOption option : CommandLineOption.values()) {
            line(help, option.usage(), option.description());
        }
        line(help, CHECK + " N", "only asks whether a simulator answers at this port: 0 is the exit code, or 1");
        line(help, HELP, "this text");
        help.append("\nA RULE is OPERATION[#CALLS]=FAULT, such as")
                .append(" \"POST /sessions/online/{referenceNumber}/invoices#3=503\".\n")
                .append(
                        "OPERATION is method and path as the API describes it, or * for each. CALLS are numbers from 1:\n")
                .append("#3, #2-5, #every:20, or a share like #5%; all calls without. FAULT is one of\n");
        for (FaultKind kind : FaultKind.values()) {
            line(help, kind.form(), kind.description());
        }
        return help.append("POST, GET and DELETE /simulator/faults change the rules of a running simulator.")
                .toString();
    }

    private static void line(StringBuilder help, String left, String right) {
        help.append(String.format(Locale.ROOT, "  %-41s %s\n", left, right));
    }
}
