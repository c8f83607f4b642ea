package consumer;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.simulator.KsefSimulator;
import java.util.function.UnaryOperator;

/** Signs in by token. */
public final class ByToken {

    private ByToken() {}

    public static void main(String... arguments) throws Exception {
        run(builder -> builder);
    }

    static void run(UnaryOperator<KsefClient.Builder> settings) throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            TenLines.run(simulator, Credentials.ksefToken(simulator.token()), settings);
            System.out.println("SENT BY TOKEN");
        }
    }
}
