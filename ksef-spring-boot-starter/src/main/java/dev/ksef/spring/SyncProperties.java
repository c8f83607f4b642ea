package dev.ksef.spring;

import dev.ksef.model.invoice.SubjectType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The synchronisation that runs while the application does.
 *
 * @param from the first day
 * @param subjects the parts that the taxpayers have on invoices; all if it is empty
 * @param folder where invoices are stored, if no bean takes them
 */
record SyncProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("15m") Duration interval,
        @Nullable LocalDate from,
        @DefaultValue List<SubjectType> subjects,
        @DefaultValue("2h") Duration patience,
        @Nullable String folder) {}
