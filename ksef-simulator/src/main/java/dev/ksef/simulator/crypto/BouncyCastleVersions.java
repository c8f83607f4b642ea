package dev.ksef.simulator.crypto;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Whether the artifacts of Bouncy Castle fit together, which builds mix where each comes from somebody else. */
public final class BouncyCastleVersions {

    /** A class of bcpkix, bcutil and bcprov each. Their names alone load nothing. */
    private static final Set<String> OF_EACH = Set.of(
            "org/bouncycastle/operator/jcajce/JcaContentSignerBuilder.class",
            "org/bouncycastle/oer/OERInputStream.class",
            "org/bouncycastle/asn1/ASN1ObjectIdentifier.class");

    private static final Pattern VERSION = Pattern.compile("/bc(?:pkix|util|prov)-jdk18on-([^/!]+)\\.jar!");

    private BouncyCastleVersions() {}

    /**
     * Looks at what the simulator will sign with. Unless it comes from one file, or from files that are named for one version, it
     * is loaded, which takes as long as the whole rest of a start.
     *
     * @throws IllegalStateException if it cannot be loaded
     */
    public static void requireOne() {
        ClassLoader loader = BouncyCastleVersions.class.getClassLoader();
        Set<String> origins = OF_EACH.stream()
                .map(name -> origin(String.valueOf(loader.getResource(name))))
                .collect(Collectors.toSet());
        if (origins.size() > 1) {
            load();
        }
    }

    /** The version that the name of a file tells; the file itself if its name tells none. */
    static String origin(String place) {
        Matcher named = VERSION.matcher(place);
        return named.find() ? named.group(1) : place.split("!", 2)[0];
    }

    private static void load() {
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
