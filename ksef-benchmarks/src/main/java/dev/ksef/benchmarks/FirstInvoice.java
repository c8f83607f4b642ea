package dev.ksef.benchmarks;

import dev.ksef.KsefClient;
import dev.ksef.benchmarks.sample.LongInvoice;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** A small application: signs in, sends one invoice of 10 kB, waits until it is accepted, and says what that took. */
final class FirstInvoice {

    private static final int INVOICE_BYTES = 10_000;

    private FirstInvoice() {}

    /** @param arguments the address of the API, the taxpayer's NIP, and a KSeF token */
    public static void main(String[] arguments) {
        var environment = KsefEnvironment.custom("COLD", arguments[0], "http://localhost");
        try (KsefClient ksef = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(arguments[2]))
                        .build();
                OnlineSession session = ksef.forNip(arguments[1]).sessions().openOnline(FormCode.FA_3)) {
            session.send(invoice(arguments[1])).await(Duration.ofMinutes(1));
            var process = ProcessHandle.current().info();
            System.out.println("ACCEPTED "
                    + process.totalCpuDuration().orElseThrow().toMillis() + " "
                    + (System.currentTimeMillis()
                            - process.startInstant().orElseThrow().toEpochMilli()));
        }
    }

    /** One that nobody sent before. */
    private static byte[] invoice(String seller) {
        return LongInvoice.ofAtLeast(INVOICE_BYTES)
                .replace("5265877635", seller)
                .replaceFirst("<P_2>[^<]*</P_2>", "<P_2>" + UUID.randomUUID() + "</P_2>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
