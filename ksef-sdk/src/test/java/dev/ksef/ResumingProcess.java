package dev.ksef;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

/**
 * A program of its own that goes on with a session another process opened: address, NIP, session and date come as
 * arguments, secrets through standard input. It sends one invoice, closes the session and prints the invoice's reference.
 */
final class ResumingProcess {

    private ResumingProcess() {}

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String token = in.readLine();
        byte[] key = Base64.getDecoder().decode(in.readLine());
        byte[] vector = Base64.getDecoder().decode(in.readLine());
        try (ContentKey contentKey = ContentKey.of(key, vector);
                KsefClient ksef = KsefClient.builder()
                        .environment(KsefEnvironment.custom("resumed", arguments[0], "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(Credentials.ksefToken(token))
                        .build()) {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(vector, (byte) 0);
            try (OnlineSession session =
                    ksef.forNip(arguments[1]).sessions().resumeOnline(new ReferenceNumber(arguments[2]), contentKey)) {
                byte[] xml = Scenario.invoice(arguments[1], "FV/elsewhere", LocalDate.parse(arguments[3]));
                System.out.println(session.send(xml).referenceNumber());
            }
        }
    }
}
