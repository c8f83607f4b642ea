package dev.ksef.cli.call;

import dev.ksef.cli.shell.Words;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options and parameters of one command. All values are read as text here, and judged by the command: what is
 * refused may be a secret that was typed in a wrong place, and an error of the library would quote it.
 */
public final class Declaration {

    private static final int WIDTH = 100;

    private final String command;
    private final Words words;
    private final CommandSpec spec;
    private int parameters;

    public Declaration(String command, Words words) {
        this.command = command;
        this.words = words;
        this.spec = CommandSpec.create().name("ksef " + command);
        flag("--json");
        flag("--debug");
        option("--profile", "NAME");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description(described("help"))
                .build());
    }

    /** Adds an option without a value. */
    public Declaration flag(String name) {
        spec.addOption(OptionSpec.builder(name)
                .description(described(name.substring(2)))
                .build());
        return this;
    }

    /** Adds an option with a value. */
    public Declaration option(String name, String label) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(described(name.substring(2)))
                .build());
        return this;
    }

    /** Adds a parameter that must be there. */
    public Declaration parameter(String label) {
        return parameter(label, "1");
    }

    /** Adds a parameter that may be missing. */
    public Declaration optionalParameter(String label) {
        return parameter(label, "0..1");
    }

    /** Adds parameters, one or more, behind all others. */
    public Declaration parameters(String label) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(parameters + "..*")
                .paramLabel(label)
                .arity("1..*")
                .required(true)
                .type(String[].class)
                .description(described(label))
                .build());
        return this;
    }

    private Declaration parameter(String label, String arity) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(String.valueOf(parameters))
                .paramLabel(label)
                .arity(arity)
                .required(arity.equals("1"))
                .type(String.class)
                .description(described(label))
                .build());
        parameters++;
        return this;
    }

    /** What a command says of its own option wins over what all say. */
    private String described(String key) {
        String own = words.get(command + "." + key);
        return own.isEmpty() ? words.get("option." + key) : own;
    }

    private String examples() {
        return words.get(command + ".examples").strip().indent(2).replaceAll(" {2,}", "  ");
    }

    public CommandLine commandLine() {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setAbbreviatedOptionsAllowed(false);
    }

    public String help() {
        spec.usageMessage()
                .description(words.get(command + ".about"))
                .footer(("\n" + words.get("help.examples") + "\n" + examples() + "\n" + words.get("help.codes"))
                        .split("\n"))
                .width(WIDTH)
                .synopsisHeading(words.get("help.usage"))
                .sortOptions(false);
        return commandLine().getUsageMessage(Ansi.OFF);
    }
}
