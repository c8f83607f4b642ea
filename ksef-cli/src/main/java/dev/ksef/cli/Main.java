package dev.ksef.cli;

import dev.ksef.cli.print.SimulatedInvoices;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Surroundings;
import dev.ksef.cli.shell.Terminal;
import dev.ksef.cli.shell.Words;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code ksef}. The general help is a text that stands ready, so that it is there at once: no command and
 * no library is loaded for it.
 */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            help(System.err);
            System.exit(ExitCode.USAGE.number());
        } else if (isHelp(arguments[0]) && arguments.length == 1) {
            help(new FileOutputStream(FileDescriptor.out));
        } else if (arguments[0].equals("simulator")) {
            // It goes on running on threads of its own, and ends the process by itself.
            dev.ksef.simulator.program.Main.start(
                    settings -> settings.invoiceView(new SimulatedInvoices()),
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            run(arguments);
        }
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h") || argument.equals("help");
    }

    private static void help(OutputStream out) {
        String name = Words.isPolish(System.getProperty("user.language")) ? "help_pl.txt" : "help.txt";
        try (InputStream text = Main.class.getResourceAsStream(name)) {
            if (text != null) {
                out.write(text.readAllBytes());
                out.flush();
            }
        } catch (IOException unwritable) {
            // As for any result: whoever reads it has gone, or the disk is full.
            System.exit(ExitCode.FILES.number());
        }
    }

    private static void run(String... arguments) {
        var interrupted = new AtomicReference<@Nullable String>();
        OutputStream messages = new FileOutputStream(FileDescriptor.err);
        var ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended.get()) {
                tellLast(messages, interrupted.get());
            }
        }));
        var around = new Surroundings(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                messages,
                Terminal.showsErrors(),
                Terminal.keyboard(),
                System.getenv(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Path.of(System.getProperty("user.home")),
                interrupted);
        int code = Program.run(around, arguments);
        ended.set(true);
        System.exit(code);
    }

    /** What runs on writes nothing below it any more. */
    private static void tellLast(OutputStream messages, @Nullable String text) {
        Words words = Words.in(Locale.getDefault(Locale.Category.DISPLAY));
        var last = new Messages(messages, false, words);
        if (Terminal.showsErrors()) {
            // Below a question or progress, and the ^C of the terminal.
            last.write("\n");
        }
        if (text != null) {
            last.say(text);
        }
        try {
            messages.close();
        } catch (IOException gone) {
            // Nobody reads it.
        }
    }
}
