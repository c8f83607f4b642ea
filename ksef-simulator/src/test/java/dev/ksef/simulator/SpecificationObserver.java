package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.openapi.OpenApiCheck;
import dev.ksef.openapi.SharedFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Holds every exchange against the official OpenAPI file, where that is at hand. An answer must always conform. A
 * request must conform if it was granted: one that was refused was wrong on purpose.
 */
public final class SpecificationObserver implements ExchangeObserver {

    private static final String BASE = "/v2";

    private static final Optional<OpenApiCheck> SPECIFICATION =
            SharedFolder.openApiFile().map(OpenApiCheck::load);

    /**
     * What KSeF is known or assumed to take although the file says otherwise. Each has its row in KSEF-BEHAVIOURS.md.
     *
     * @param operation the beginning of method and path
     * @param violation what the check says of such an exchange
     */
    private record Exemption(String operation, Pattern violation) {

        Exemption(String operation, String violation) {
            this(operation, Pattern.compile(violation));
        }

        boolean covers(Exchange exchange, String found) {
            return (exchange.method() + " " + exchange.uri()).startsWith(operation)
                    && violation.matcher(found).find();
        }
    }

    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption(
                    "POST /v2/auth/ksef-token",
                    "^REQUEST .*\\[Path '/contextIdentifier/type'] Instance value \\(\"(?i:nip|internalid|nipvatue|peppolid)\"\\)"),
            new Exemption(
                    "POST /v2/invoices/query/metadata",
                    "^REQUEST .*\\[Path '/dateRange/(from|to)'] String \"\\d{4}-\\d{2}-\\d{2}\" is invalid"),
            // API 2.9 has what the file of 2.8 has not.
            new Exemption(
                    "POST /v2/permissions/query/personal/grants",
                    "\\[Path '/permissions/\\d+/permissionScope'] Instance value \\(\"Owner\"\\)"),
            new Exemption(
                    "POST /v2/testdata/rate-limits",
                    "^REQUEST .*(\\[Path '/rateLimits/invoiceExportStatus'] Instance type \\(null\\)"
                            + "|missing required properties \\(\\[\"invoiceExportStatus\"]\\))"));

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    public static boolean active() {
        return SPECIFICATION.isPresent();
    }

    @Override
    public void observe(Exchange exchange) {
        String uri = exchange.uri().toString();
        if (uri.startsWith(BASE + "/") && OpenApiCheck.covers(exchange.method(), exchange.status())) {
            SPECIFICATION.ifPresent(check -> violations.addAll(violations(check, exchange)));
        }
    }

    private static List<String> violations(OpenApiCheck check, Exchange exchange) {
        List<String> found = new ArrayList<>(check.violations(
                exchange.method(),
                exchange.uri().toString().substring(BASE.length()),
                exchange.requestHeaders(),
                exchange.requestBody(),
                exchange.status(),
                exchange.responseHeaders(),
                exchange.responseBody()));
        if (exchange.status() >= 400) {
            found.removeIf(violation -> violation.startsWith("REQUEST"));
        }
        found.removeIf(violation -> EXEMPTIONS.stream().anyMatch(exemption -> exemption.covers(exchange, violation)));
        return found.stream().map(violation -> exchange + ": " + violation).toList();
    }

    /** Fails if an exchange since the last call was wrong. */
    public void assertNoViolations() {
        List<String> found = new ArrayList<>();
        for (String next = violations.poll(); next != null; next = violations.poll()) {
            found.add(next);
        }
        assertThat(found)
                .as("every exchange conforms to the official OpenAPI file")
                .isEmpty();
    }
}
