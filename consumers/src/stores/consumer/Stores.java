package consumer;

import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.adapter.redis.RedisTokenStore;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import io.lettuce.core.RedisURI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;

/** Works with each store as far as one gets without a server, and asks for a device that is not there. */
public final class Stores {

    private static final TokenKey WHOSE =
            new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("consumer"));

    private Stores() {}

    public static void main(String... arguments) throws Exception {
        AllAdapters.main(arguments);
        Path folder = Files.createTempDirectory("consumer");
        byte[] key = SecureRandom.getSeed(32);
        try (var files = FileTokenStore.open(folder, key)) {
            use(files);
        }
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:stores;DB_CLOSE_DELAY=-1");
        try (var storage = JdbcStorage.inPlain(database)) {
            storage.migrate();
            use(storage.tokenStore());
        }
        try (var redis = RedisTokenStore.inPlain(RedisURI.create("redis://127.0.0.1:1"))) {
            fails(() -> redis.find(WHOSE), "cannot be reached");
        }
        fails(() -> Pkcs11Token.at(folder.resolve("none.so")).open(), "none.so");
        System.out.println("STORED");
    }

    private static void use(TokenStore store) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(30), Time.system());
        if (store.exclusively(WHOSE, deadline, () -> store.find(WHOSE)).isPresent()) {
            throw new IllegalStateException("Tokens that nobody saved");
        }
    }

    private static void fails(Runnable act, String message) {
        try {
            act.run();
        } catch (KsefException expected) {
            if (expected.getMessage().contains(message)) {
                return;
            }
            throw expected;
        }
        throw new IllegalStateException("Nothing failed: " + message);
    }
}
