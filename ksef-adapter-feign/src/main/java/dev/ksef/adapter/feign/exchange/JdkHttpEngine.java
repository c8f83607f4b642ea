package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.settings.EngineSettings;
import feign.Client;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;

/** The default HTTP engine: the JDK's client, on threads of its own that end when it is closed. */
public final class JdkHttpEngine implements AutoCloseable {

    private final EngineThreads threads;
    private final JdkHttpClient client;

    public JdkHttpEngine(EngineSettings settings) {
        threads = new EngineThreads(settings.tls() != null);
        var http = HttpClient.newBuilder()
                .executor(threads)
                // KSeF's front end cancels HTTP/2 streams now and then; HTTP/1.1 is not affected.
                .version(Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER);
        if (settings.proxy() != null) {
            http.proxy(settings.proxy());
        }
        if (settings.tls() != null) {
            http.sslContext(settings.tls());
        }
        client = new JdkHttpClient(http.build(), threads);
    }

    /** Returns the engine as Feign knows engines. */
    public Client client() {
        return client;
    }

    /** Returns the engine as uploads know engines. */
    public UploadEngine uploads() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        threads.close();
    }
}
