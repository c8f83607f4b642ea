package dev.ksef;

import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What callers sent, what they were told of it, and which failures reached them. Thread-safe. */
final class SoakLedger {

    private final Map<String, Map<String, KsefNumber>> accepted = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> failures = new ConcurrentSkipListMap<>();
    private final Map<String, String> firstOfKind = new ConcurrentSkipListMap<>();

    /** A taxpayer's invoice was accepted, as the caller knows. */
    void accepted(String nip, String number, AcceptedInvoice invoice) {
        KsefNumber before = accepted.computeIfAbsent(nip, first -> new ConcurrentHashMap<>())
                .put(number, invoice.ksefNumber());
        if (before != null) {
            throw new AssertionError(number + " was accepted twice: " + before + ", " + invoice.ksefNumber());
        }
    }

    /** The KSeF numbers of a taxpayer's invoices, by P_2. */
    Map<String, KsefNumber> accepted(String nip) {
        return new TreeMap<>(accepted.getOrDefault(nip, Map.of()));
    }

    void saw(KsefException failure) {
        failures.computeIfAbsent(kind(failure), first -> new AtomicLong()).incrementAndGet();
        firstOfKind.putIfAbsent(kind(failure), String.valueOf(failure.getMessage()));
    }

    /** How often callers saw each kind of failure. */
    Map<String, AtomicLong> failures() {
        return failures;
    }

    /** An example of each kind, for whoever reads the outcome. */
    Map<String, String> examples() {
        return firstOfKind;
    }

    /** What a failure is to a caller: KSeF's code or status, or what is known of the request. */
    static String kind(KsefException failure) {
        if (failure instanceof KsefTransportException unanswered) {
            return unanswered.delivery().name();
        }
        if (failure instanceof KsefProcessingException refused) {
            return "status " + refused.status().code();
        }
        if (failure instanceof KsefApiException answered && answered.status() != 429) {
            return String.valueOf(
                    answered.errors().isEmpty()
                            ? answered.status()
                            : answered.errors().get(0).code());
        }
        return failure.getClass().getSimpleName();
    }
}
