package dev.ksef.simulator.seed;

import dev.ksef.simulator.identifier.NipNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a seed file gives a simulator at its start.
 *
 * @param limits the limits by their names
 */
public record Seed(
        List<Taxpayer> taxpayers, List<Grant> grants, List<Invoices> invoices, List<Rule> faults, List<Limit> limits) {

    /** Nothing. */
    public static Seed none() {
        return new Seed(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * A taxpayer who may sign in.
     *
     * @param token the KSeF token; null if the simulator makes one
     * @param attachments whether it may send attachments
     */
    public record Taxpayer(
            SeedPlace place, String nip, @Nullable String token, boolean attachments) {}

    /** A right that is granted. */
    public record Grant(SeedPlace place, String subject, String context) {}

    /**
     * Invoices that KSeF has.
     *
     * @param xml an invoice of one's own; null for generated ones
     * @param seller the seller of generated ones
     * @param from when the first was accepted; null for the time of the start
     * @param to when the last was accepted; null for the same time as the first
     */
    public record Invoices(
            SeedPlace place,
            @Nullable String xml,
            String seller,
            String buyer,
            int count,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** A rule of the fault plan. */
    public record Rule(SeedPlace place, String text) {}

    /** A limit, by the name of the setting, with its numbers; or one with a word. */
    public record Limit(SeedPlace place, String name, List<Integer> numbers, String word) {

        private static final String GROUP = "rateLimit ";
        private static final String NAMES = "maxInvoicesPerSession, maxInvoicesPerQuery, maxInvoicesPerExport,"
                + " maxRunningExports, certificates, rateLimits, rateLimit";

        /** One of so many numbers. */
        public int number(int count, int place) {
            if (numbers.size() != count) {
                throw new IllegalArgumentException(
                        "'" + name + "' must be " + (count == 1 ? "a number" : "a list of " + count + " numbers"));
            }
            return numbers.get(place);
        }

        /** The group of calls that is limited. */
        public String group() {
            if (!name.startsWith(GROUP)) {
                throw new IllegalArgumentException("'" + name + "' is no limit; there are " + NAMES);
            }
            return name.substring(GROUP.length());
        }
    }

    public Seed {
        taxpayers = List.copyOf(taxpayers);
        grants = List.copyOf(grants);
        invoices = List.copyOf(invoices);
        faults = List.copyOf(faults);
        limits = List.copyOf(limits);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if there is something wrong in it; the message says where and what, in one line
     * @throws UncheckedIOException if it cannot be read
     */
    public static Seed read(Path file) {
        try {
            return of(file, SeedNode.read(file.toString(), Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the seed " + file + ": " + unreadable, unreadable);
        }
    }

    private static Seed of(Path file, SeedNode root) {
        SeedNode.Fields parts = root.fields(Set.of("taxpayers", "grants", "invoices", "faults", "limits"));
        return new Seed(
                parts.list("taxpayers").stream().map(Seed::taxpayer).toList(),
                parts.list("grants").stream().map(Seed::grant).toList(),
                parts.list("invoices").stream()
                        .map(node -> invoices(file, node))
                        .toList(),
                parts.list("faults").stream()
                        .map(node -> new Rule(place(node), node.text()))
                        .toList(),
                parts.optional("limits").map(Seed::limits).orElse(List.of()));
    }

    private static SeedPlace place(SeedNode node) {
        return node::failure;
    }

    private static Taxpayer taxpayer(SeedNode node) {
        SeedNode.Fields fields = node.fields(Set.of("nip", "token", "attachments"));
        Optional<String> token = fields.optional("token").map(SeedNode::text);
        if (token.filter(String::isBlank).isPresent()) {
            throw node.failure("'token' is blank");
        }
        return new Taxpayer(
                place(node),
                nip(fields.required("nip")),
                token.orElse(null),
                fields.optional("attachments").map(SeedNode::flag).orElse(false));
    }

    private static String nip(SeedNode node) {
        String nip = node.text();
        if (!NipNumbers.wellFormed(nip)) {
            throw node.failure("'" + node.name() + "' is not the shape of a NIP: " + nip);
        }
        return nip;
    }

    private static Grant grant(SeedNode node) {
        SeedNode.Fields fields = node.fields(Set.of("subject", "context"));
        return new Grant(
                place(node),
                fields.required("subject").text(),
                fields.required("context").text());
    }

    private static Invoices invoices(Path file, SeedNode node) {
        SeedNode.Fields fields = node.fields(Set.of("xml", "acceptedAt", "seller", "buyer", "count", "from", "to"));
        if (fields.optional("xml").isPresent()) {
            requireNone(fields, "with 'xml'", "seller", "buyer", "count", "from", "to");
            return new Invoices(
                    place(node),
                    xml(file, fields.required("xml")),
                    "",
                    "",
                    1,
                    fields.optional("acceptedAt").map(Seed::instant).orElse(null),
                    null);
        }
        requireNone(fields, "without 'xml'", "acceptedAt");
        Optional<Instant> from = fields.optional("from").map(Seed::instant);
        return new Invoices(
                place(node),
                null,
                nip(fields.required("seller")),
                nip(fields.required("buyer")),
                fields.optional("count").map(SeedNode::number).orElse(1),
                from.orElse(null),
                fields.optional("to").map(Seed::instant).or(() -> from).orElse(null));
    }

    private static void requireNone(SeedNode.Fields fields, String where, String... names) {
        for (String name : names) {
            fields.optional(name).ifPresent(node -> {
                throw node.failure("'" + name + "' makes no sense " + where);
            });
        }
    }

    private static Instant instant(SeedNode node) {
        return node.as(Instant::parse);
    }

    /** An invoice that stands in the seed, or in a file beside it. */
    private static String xml(Path seed, SeedNode node) {
        String text = node.text();
        if (text.stripLeading().startsWith("<")) {
            return text;
        }
        Path file = seed.resolveSibling(text);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw node.failure("'xml' is no invoice, and no file that can be read: " + file);
        }
    }

    private static List<Limit> limits(SeedNode node) {
        List<Limit> limits = new ArrayList<>();
        node.fields().forEach((name, limit) -> {
            if (name.equals("rateLimit")) {
                limit.fields().forEach((group, numbers) -> limits.add(limit(Limit.GROUP + group, numbers)));
            } else {
                limits.add(limit(name, limit));
            }
        });
        return limits;
    }

    private static Limit limit(String name, SeedNode node) {
        if (node.value() instanceof String word) {
            return new Limit(place(node), name, List.of(), word);
        }
        List<Integer> numbers = node.value() instanceof List<?>
                ? node.list().stream().map(SeedNode::number).toList()
                : List.of(node.number());
        return new Limit(place(node), name, numbers, "");
    }

    /** The NIPs of the taxpayers, in their order. */
    public Set<String> nips() {
        Map<String, Boolean> nips = new LinkedHashMap<>();
        taxpayers.forEach(taxpayer -> nips.put(taxpayer.nip(), true));
        return nips.keySet();
    }

    /** The tokens that the file names, by NIP. */
    public Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Taxpayer taxpayer : taxpayers) {
            if (taxpayer.token() != null) {
                tokens.putIfAbsent(taxpayer.nip(), taxpayer.token());
            }
        }
        return tokens;
    }
}
