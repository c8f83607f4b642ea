package dev.ksef.simulator.identifier;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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
        UPO("EU");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public static final int LENGTH = 36;

    private static final int RANDOM_BITS = 40;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    public ReferenceNumbers(InstantSource clock) {
        this.clock = clock;
    }

    public String next(Kind kind) {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                clock.instant().atOffset(ZoneOffset.UTC).toLocalDate());
        String start = "%s-%s-%010X-%010X".formatted(day, kind.code, bits(), bits());
        return start + "-" + Crc8Checksum.of(start);
    }

    private long bits() {
        return random.nextLong() >>> (Long.SIZE - RANDOM_BITS);
    }
}
