package dev.ksef.cli.command;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.permission.PermissionId;
import java.util.function.Function;

/** The numbers that people type. What they typed instead is not shown: it might be anything. */
public final class References {

    private References() {}

    /**
     * Reads a number.
     *
     * @param trouble what to say if it has another form: a key of the words
     */
    static <T> T checked(Function<String, T> form, String text, String trouble, Words words) {
        try {
            return form.apply(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get(trouble));
        }
    }

    static ReferenceNumber session(String text, Words words) {
        return checked(ReferenceNumber::of, text, "no.reference", words);
    }

    static KsefNumber ksefNumber(String text, Words words) {
        return checked(KsefNumber::of, text, "no.ksef.number", words);
    }

    static Nip nip(String text, Words words) {
        return checked(Nip::of, text.replace("-", ""), "no.nip", words);
    }

    /** Returns an internal identifier whose check digit is right. */
    static InternalId unit(String text, Words words) {
        InternalId unit = checked(InternalId::of, text, "no.unit", words);
        if (!unit.hasValidChecksum()) {
            throw new Failure(ExitCode.USAGE, words.get("no.unit"));
        }
        return unit;
    }

    static CertificateSerialNumber serialNumber(String text, Words words) {
        return checked(CertificateSerialNumber::of, text, "no.serial", words);
    }

    static PermissionId permission(String text, Words words) {
        return checked(PermissionId::of, text, "no.permission", words);
    }
}
