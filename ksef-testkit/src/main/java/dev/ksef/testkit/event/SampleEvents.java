package dev.ksef.testkit.event;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Events for tests of listeners: one of each kind. A kind that is added is among them at once. */
public final class SampleEvents {

    /** The reference number in the events. */
    public static final ReferenceNumber REFERENCE = new ReferenceNumber("20260901-SO-0000000001-0000000001-01");

    private static final Nip CONTEXT = new Nip("5265877635");

    private final Map<Class<?>, Object> values;

    private SampleEvents(String text) {
        values = Map.ofEntries(
                Map.entry(String.class, text),
                Map.entry(int.class, 1),
                Map.entry(long.class, 1L),
                Map.entry(boolean.class, true),
                Map.entry(Duration.class, Duration.ofMillis(1_500)),
                Map.entry(Instant.class, Instant.parse("2026-09-01T10:00:00Z")),
                Map.entry(CallCorrelation.class, new CallCorrelation(7, CONTEXT, REFERENCE, text)),
                Map.entry(ReferenceNumber.class, REFERENCE),
                Map.entry(
                        KsefEvent.Progress.Volume.class, new KsefEvent.Progress.Volume(1, 2, 1, Duration.ofSeconds(1))),
                Map.entry(KsefNumber.class, new KsefNumber("5265877635-20260901-0A0B0C0D0E0F-12")),
                Map.entry(PublicKeyId.class, new PublicKeyId("E2jqll6CGnK8XFjnW0SXLuHIKY8NcQLqpk5kJ7nFjYA=")),
                Map.entry(
                        InvoiceFinding.class,
                        new InvoiceFinding(
                                InvoiceRule.ISSUE_DATE, InvoiceFinding.Severity.WARNING, 1, 2, text, "a remedy")));
    }

    /**
     * Makes one event of each kind.
     *
     * @param text the value of each component that is text, as if KSeF had sent it
     */
    public static List<KsefEvent> ofEachKind(String text) {
        return kinds().map(new SampleEvents(text)::event).toList();
    }

    /** Returns the kinds of event. */
    public static Stream<Class<? extends KsefEvent>> kinds() {
        return Arrays.stream(KsefEvent.class.getClasses()).map(kind -> kind.asSubclass(KsefEvent.class));
    }

    private KsefEvent event(Class<? extends KsefEvent> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return kind.getConstructor(types)
                    .newInstance(Arrays.stream(types).map(this::value).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError("No sample of " + kind.getSimpleName(), impossible);
        }
    }

    private Object value(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isAssignableFrom(CONTEXT.getClass())) {
            return CONTEXT;
        }
        return Objects.requireNonNull(values.get(type), () -> "No sample of " + type.getName());
    }
}
