package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That what no scenario may tell is found at all. */
class WireSecretsTest extends Scenario {

    @Test
    void secretsOfTheWire_areSeen() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        session.send(invoice("FV/1")).await(Duration.ofMinutes(2)).upo();
        session.close();
        session.upo()
                .page(session.awaitProcessed(Duration.ofMinutes(2))
                        .upo()
                        .pages()
                        .get(0));
        Set<String> secrets = WireSecrets.of(contract.exchanges());
        assertThat(secrets).as("tokens, keys, content and signatures of links").hasSizeGreaterThan(6);
        assertThat(secrets).anyMatch(secret -> secret.startsWith("eyJ")).anyMatch(secret -> secret.startsWith("sig="));
    }
}
