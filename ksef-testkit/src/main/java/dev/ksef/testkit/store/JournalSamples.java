package dev.ksef.testkit.store;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Keys and records for the suites of leased records. */
final class JournalSamples {

    static final String SECRET_VALUE = "secret-value-93";
    static final String SECRET_NAME = "secret-name-93";
    static final String SECRET_TYPE = "secret-type-93";
    static final SubmissionKey KEY = key("TEST", Nip.of("5265877635"), "run-17");
    static final SubmissionKey OTHER_KEY = key("TEST", Nip.of("5265877635"), "run-18");

    private static final Instant AT = Instant.parse("2026-11-02T10:15:00.123456789Z");

    private JournalSamples() {}

    static SubmissionKey key(String environment, ContextIdentifier context, String id) {
        return new SubmissionKey(environment, context, SubmissionId.of(id));
    }

    static SubmissionKey numberedKey(int number) {
        return key("TEST", Nip.of("5265877635"), "run-" + number);
    }

    /** A record of some 300 characters that tells its number. */
    static JournalRecord numbered(int number) {
        return new JournalRecord(
                AT.plusSeconds(number),
                "invoice-sent",
                Map.of(
                        "number",
                        String.valueOf(number),
                        "hash",
                        "f32a9c1d".repeat(8),
                        "reference",
                        "20261102-EE-1111111111-2222222222-33",
                        "name",
                        "invoices/2026/11/" + "a".repeat(100) + ".xml"));
    }

    /** Records from one number up to, but without, another. */
    static List<JournalRecord> numbered(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> JournalSamples.numbered(number))
                .toList();
    }

    static int numberOf(JournalRecord record) {
        return Integer.parseInt(record.values().getOrDefault("number", "-1"));
    }

    static JournalRecord secret() {
        return new JournalRecord(AT, SECRET_TYPE, Map.of(SECRET_NAME, SECRET_VALUE));
    }

    static List<JournalRecord> forms() {
        return List.of(
                new JournalRecord(AT, "session-opening", Map.of()),
                new JournalRecord(AT, "session-opening", Map.of("empty", "", "", "without a name")),
                new JournalRecord(AT, "a-type-of-the-year-2035 {}", Map.of("ąść \ud83d\ude00", "e\u0301 is no \u00e9")),
                new JournalRecord(AT, "", Map.of("lines", "one\ntwo\r\nthree\tfour", "quotes", "'\"\\%;{}|=,--")),
                new JournalRecord(Instant.EPOCH, "long", Map.of("value", "ł".repeat(64 * 1024))),
                new JournalRecord(Instant.parse("1969-12-31T23:59:59.999999999Z"), "before", Map.of("a", "b")),
                new JournalRecord(Instant.parse("9999-12-31T23:59:59.000000001Z"), "after", Map.of("a", "b")),
                new JournalRecord(AT, "the same twice", Map.of("a", "b")),
                new JournalRecord(AT, "the same twice", Map.of("a", "b")));
    }

    /** Contexts that are easily taken for another one. */
    static List<ContextIdentifier> contextsLike(ContextIdentifier context) {
        return List.of(
                Nip.of("1111111111"),
                InternalId.of("5265877635-12345"),
                NipVatUe.of("5265877635-DE123456789"),
                PeppolId.of("PPL123456"),
                new InternalId(context.value()),
                new NipVatUe(context.value()),
                new PeppolId(context.value()),
                new Nip(""),
                new Nip("../" + context.value()),
                new Nip("a\n|b"));
    }

    static List<String> environmentsLikeTest() {
        return List.of("test", "DEMO", "TEST ", "TEST/run-17", "", "środowisko");
    }

    static List<SubmissionKey> awkwardKeys() {
        List<SubmissionKey> keys = new ArrayList<>();
        keys.add(KEY);
        for (ContextIdentifier context : contextsLike(KEY.context())) {
            keys.add(key("TEST", context, "run-17"));
        }
        for (String environment : environmentsLikeTest()) {
            keys.add(key(environment, Nip.of("5265877635"), "run-17"));
        }
        for (String id : List.of(
                "Run-17",
                "RUN-17",
                "run-17 ",
                "run/17",
                "../run-17",
                "..",
                ".",
                "CON",
                "con",
                "run-17.",
                "%2F;'\"--",
                "C:\\run:17*?",
                "\u00e9",
                "e\u0301",
                "\ud83d\ude00",
                "przebieg \u0142\u0105czny",
                "x".repeat(100),
                "x".repeat(99) + "y",
                "\u0142".repeat(100))) {
            keys.add(key("TEST", Nip.of("5265877635"), id));
        }
        // Parts that make the same text when they are put together.
        keys.add(key("a", new Nip("bc"), "d"));
        keys.add(key("ab", new Nip("c"), "d"));
        keys.add(key("a", new Nip("b"), "cd"));
        return keys;
    }
}
