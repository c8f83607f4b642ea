package dev.ksef.simulator.identifier;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;

/** Makes reference numbers: the day, the kind, twice ten hexadecimal digits, and a CRC-8 of all this. */
public final class ReferenceNumbers {

    /** What a reference number stands for, with the two letters that tell it. */
    public enum Kind {
        CHALLENGE("CR"),
        AUTHENTICATION("AU"),
        KSEF_TOKEN("EC"),
        ONLINE_SESSION("SO"),
        BATCH_SESSION("SB"),
        INVOICE("EE"),
        CERTIFICATE_ENROLLMENT("EH"),
        /** The letters are those of applications for certificates, too. */
        EXPORT("EH"),
        UPO("EU"),
        PERMISSION_OPERATION("EG");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public static final int LENGTH = 36;

    private static final int RANDOM_BITS = 40;
    private static final int DIGITS = RANDOM_BITS / 4;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    public ReferenceNumbers(InstantSource clock) {
        this.clock = clock;
    }

    public String next(Kind kind) {
        return written(today(), kind, bits(), bits());
    }

    /** Makes the number of an invoice. */
    public InvoiceReference nextOfInvoice() {
        return new InvoiceReference(today(), bits(), bits());
    }

    static String written(int day, Kind kind, long first, long second) {
        return Crc8Checksum.appendTo(
                day + "-" + kind.code + "-" + HEX.toHexDigits(first, DIGITS) + "-" + HEX.toHexDigits(second, DIGITS));
    }

    /** The day, in UTC, that a reference number of this kind begins with; nothing if it is none. */
    public static Optional<LocalDate> day(String number, Kind kind) {
        String[] parts = number.split("-", 3);
        if (parts.length < 3 || !parts[1].equals(kind.code)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(parts[0], DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private int today() {
        return KsefNumbers.digits(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private long bits() {
        return random.nextLong() >>> (Long.SIZE - RANDOM_BITS);
    }
}
