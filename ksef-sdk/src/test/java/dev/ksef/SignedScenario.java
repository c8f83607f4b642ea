package dev.ksef;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import java.time.Duration;
import java.time.Instant;

/** A scenario of companies and persons who sign in with certificates. */
abstract class SignedScenario extends Scenario {

    /** A seal of the simulator's taxpayer. */
    Signer seal() {
        return signer(SelfSigned.seal("Zażółć Sp. z o.o.", Nip.of(simulator.nip())), LocalNewKey.ecP256());
    }

    /** A signature of a person, who need not have any rights. */
    Signer person(String pesel) {
        return signer(SelfSigned.person("Róża", "Ćwikła", pesel), LocalNewKey.rsa2048());
    }

    private Signer signer(SelfSigned certificate, LocalNewKey key) {
        Instant now = time.instant();
        return certificate
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)))
                .signer(key);
    }

    Credentials credentials(Signer signer) {
        return Credentials.certificate(DssXadesSigner.of(signer).withTime(time));
    }

    KsefClient signedBy(Signer signer) {
        return signedBy(signer, environment);
    }

    KsefClient signedBy(Signer signer, KsefEnvironment at) {
        return KsefClient.builder()
                .environment(at)
                .credentials(credentials(signer))
                .time(time)
                .listener(events)
                .build();
    }
}
