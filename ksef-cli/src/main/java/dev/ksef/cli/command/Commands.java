package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands by their names. A command is loaded when it is called for. */
public final class Commands {

    /** In the order of the help. */
    public static final List<String> NAMES = List.of(
            "login",
            "send",
            "batch",
            "status",
            "upo",
            "query",
            "get",
            "export",
            "sync",
            "qr",
            "pdf",
            "check",
            "verify",
            "token",
            "cert",
            "permission",
            "limits",
            "journal",
            "doctor",
            "completion",
            "simulator");

    private Commands() {}

    /** Returns null if there is no such command. */
    public static @Nullable Command named(String name) {
        return switch (name) {
            case "login" -> new LoginCommand();
            case "send" -> new SendCommand();
            case "status" -> new StatusCommand();
            case "upo" -> new UpoCommand();
            case "query" -> new QueryCommand();
            case "get" -> new GetCommand();
            case "qr" -> new QrCommand();
            case "pdf" -> new PdfCommand();
            case "check" -> new CheckCommand();
            case "verify" -> new VerifyCommand();
            case "limits" -> new LimitsCommand();
            case "journal" -> new JournalCommand();
            case "batch" -> new BatchCommand();
            case "export" -> new ExportCommand();
            case "sync" -> new SyncCommand();
            case "token" -> new TokenCommand();
            case "cert" -> new CertCommand();
            case "permission" -> new PermissionCommand();
            case "doctor" -> new DoctorCommand();
            case "completion" -> new CompletionCommand();
            default -> null;
        };
    }
}
