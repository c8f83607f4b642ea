package dev.ksef.simulator.crypto;

import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Whether the artifacts of Bouncy Castle fit together, which builds mix where each comes from somebody else. */
public final class BouncyCastleVersions {

    private BouncyCastleVersions() {}

    /**
     * Looks at what the simulator will sign with.
     *
     * @throws IllegalStateException if it cannot be loaded
     */
    public static void requireOne() {
        try {
            new JcaContentSignerBuilder("SHA256withECDSA");
        } catch (LinkageError mixed) {
            throw new IllegalStateException(
                    "The application mixes versions of Bouncy Castle: let its build take bcprov-jdk18on, bcpkix-jdk18on and"
                            + " bcutil-jdk18on all in one version",
                    mixed);
        }
    }
}
