package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the script with which a shell completes commands and options. One script serves bash and zsh. */
public final class CompletionCommand implements Command {

    @Override
    public void declare(Declaration declaration) {
        // No options of its own.
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CommandSpec all = CommandSpec.create().name("ksef");
        for (String name : Commands.NAMES) {
            Command command = Commands.named(name);
            var declaration = new Declaration(name, invocation.words());
            if (command != null) {
                command.declare(declaration);
            }
            all.addSubcommand(name, declaration.commandLine());
        }
        invocation.output().line(AutoComplete.bash("ksef", new CommandLine(all)));
        return ExitCode.OK;
    }
}
