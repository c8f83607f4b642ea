package dev.ksef.cli.command;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.permission.PermissionId;

/** The numbers that people type. What they typed instead is not shown: it might be anything. */
public final class References {

    private References() {}

    static ReferenceNumber session(String text, Words words) {
        try {
            return ReferenceNumber.of(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.reference"));
        }
    }

    static KsefNumber ksefNumber(String text, Words words) {
        try {
            return KsefNumber.of(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.ksef.number"));
        }
    }

    static Nip nip(String text, Words words) {
        try {
            return Nip.of(text.strip().replace("-", ""));
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.nip"));
        }
    }

    static CertificateSerialNumber serialNumber(String text, Words words) {
        try {
            return CertificateSerialNumber.of(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.serial"));
        }
    }

    static PermissionId permission(String text, Words words) {
        try {
            return PermissionId.of(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.permission"));
        }
    }
}
