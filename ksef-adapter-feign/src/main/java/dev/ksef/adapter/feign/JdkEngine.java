package dev.ksef.adapter.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The default HTTP engine: the JDK's client, with threads of its own that end when it is closed. */
final class JdkEngine implements Client, AutoCloseable {

    private final ExecutorService threads;
    private volatile @Nullable PlainHttp client;
    /** The JDK's client cannot be closed before version 21; what waits for it can be told. */
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();

    JdkEngine(FeignTransport.Builder settings) {
        threads = Executors.newCachedThreadPool(runnable -> {
            var thread = new Thread(runnable, "ksef-http");
            thread.setDaemon(true);
            return thread;
        });
        var http = HttpClient.newBuilder()
                .executor(threads)
                // KSeF's front end cancels HTTP/2 streams now and then; HTTP/1.1 is not affected.
                .version(Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout)
                .followRedirects(Redirect.NEVER)
                // The firewall recognises a client by its cookies.
                .cookieHandler(new CookieManager());
        if (settings.proxy != null) {
            http.proxy(settings.proxy);
        }
        if (settings.tls != null) {
            http.sslContext(settings.tls);
        }
        client = new PlainHttp(http.build());
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
    public Response execute(Request request, Request.Options options) throws IOException {
        PlainHttp open = client;
        if (open == null) {
            throw new ClosedTransportException();
        }
        CompletableFuture<Response> answer = open.execute(request, options, Optional.empty());
        underWay.add(answer);
        try {
            if (client == null) {
                throw new ClosedTransportException();
            }
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            // Nobody will read it: the connection has to be given back all the same.
            var unused = answer.thenAccept(Response::close);
            throw new IOException("Interrupted", interrupted);
        } catch (CancellationException cancelled) {
            throw new ClosedTransportException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } finally {
            underWay.remove(answer);
        }
    }

    @Override
    public void close() {
        // The JDK ends its last thread and its connections when nobody refers to the client any more.
        client = null;
        underWay.forEach(answer -> answer.cancel(true));
        threads.shutdownNow();
    }
}
