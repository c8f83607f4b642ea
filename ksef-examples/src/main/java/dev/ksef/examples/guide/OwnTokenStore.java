package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.port.time.Time;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKey;

/** The snippets of "Write your own token store" that are not the store itself. */
public final class OwnTokenStore {

    private OwnTokenStore() {}

    /** A client with the store. */
    public static KsefClient client(KsefClient.Builder settings, ConcurrentMap<String, String> map, SecretKey secret) {
        // snippet: use
        KsefClient ksef = settings.tokenStore(new SharedMapTokenStore(map, secret, Time.system()))
                .build();
        // end
        return ksef;
    }
}
