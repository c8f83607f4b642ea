package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.adapter.feign.ApacheEngine;
import dev.ksef.adapter.feign.OkHttpEngine;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;

/** The snippets of "Another HTTP engine". */
public final class HttpEngines {

    private HttpEngines() {}

    /** The default engine behind a proxy that lets everybody through. */
    public static void proxy(KsefClient.Builder settings, InetSocketAddress proxy) {
        // snippet: proxy
        settings.http(http -> http.proxy(ProxySelector.of(proxy)));
        // end
    }

    /** OkHttp behind a proxy that wants credentials. */
    public static void okHttp(KsefClient.Builder settings, InetSocketAddress proxy, String user, String password) {
        // snippet: okHttp
        String credentials = Credentials.basic(user, password);
        OkHttpClient okHttp = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, proxy))
                .proxyAuthenticator((route, refused) -> refused.request().header("Proxy-Authorization") != null
                        ? null // They were refused.
                        : refused.request()
                                .newBuilder()
                                .header("Proxy-Authorization", credentials)
                                .build())
                .build();
        settings.http(http -> http.engine(OkHttpEngine.of(okHttp)));
        // end
    }

    /** Apache's client behind a proxy that wants credentials. The engine is closed after the client. */
    public static ApacheEngine apache(
            KsefClient.Builder settings, InetSocketAddress proxy, String user, String password) {
        // snippet: apache
        var credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(proxy.getHostString(), proxy.getPort()),
                new UsernamePasswordCredentials(user, password.toCharArray()));
        ApacheEngine apache = ApacheEngine.of(HttpClients.custom()
                .setProxy(new HttpHost("http", proxy.getHostString(), proxy.getPort()))
                .setDefaultCredentialsProvider(credentials));
        settings.http(http -> http.engine(apache));
        // end
        return apache;
    }
}
