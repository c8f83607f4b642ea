package dev.ksef.sync.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Each method breaks THE_CLOCK_IS_READ_IN_ONE_PLACE in another way. */
final class ReadsTheClock {

    long millis() {
        return System.currentTimeMillis();
    }

    long nanos() {
        return System.nanoTime();
    }

    LongSupplier nanosByReference() {
        return System::nanoTime;
    }

    LongSupplier millisInALambda() {
        return () -> System.currentTimeMillis() / 1_000;
    }

    Instant instant() {
        return Instant.now();
    }

    Supplier<Instant> instantByReference() {
        return Instant::now;
    }

    LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Warsaw"));
    }

    Supplier<OffsetDateTime> dateTimeByReference() {
        return OffsetDateTime::now;
    }

    Year year() {
        return Year.now();
    }

    LocalDate dateOfAChronology() {
        return IsoChronology.INSTANCE.dateNow();
    }

    Clock systemClock() {
        return Clock.systemUTC();
    }

    Supplier<Clock> systemClockByReference() {
        return Clock::systemDefaultZone;
    }

    Clock tickingClock() {
        return Clock.tickSeconds(ZoneId.of("UTC"));
    }

    InstantSource source() {
        return InstantSource.system();
    }

    Date date() {
        return new Date();
    }

    Supplier<Date> dateByReference() {
        return Date::new;
    }

    Calendar calendar() {
        return Calendar.getInstance();
    }

    Calendar gregorianCalendar() {
        return new GregorianCalendar();
    }
}
