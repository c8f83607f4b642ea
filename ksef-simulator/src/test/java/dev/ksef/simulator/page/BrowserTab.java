package dev.ksef.simulator.page;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A tab of the browser: sends commands one after another, and hears what the tab tells. */
final class BrowserTab implements AutoCloseable {

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final WebSocket socket;
    private int sent;

    private BrowserTab(HttpClient http, URI address) {
        this.socket = http.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    static BrowserTab of(HttpClient http, URI address) {
        return new BrowserTab(http, address);
    }

    /** Shows the page. Its scripts run for five seconds of the page's own time, which stands while something is loaded. */
    void show(URI page, String language, int width) throws IOException, InterruptedException {
        command("Page.enable", json());
        ObjectNode agent = json().put("userAgent", "Chromium").put("acceptLanguage", language);
        command("Emulation.setUserAgentOverride", agent);
        command("Emulation.setLocaleOverride", json().put("locale", language));
        ObjectNode size = json().put("width", width).put("height", 1000).put("deviceScaleFactor", 1);
        command("Emulation.setDeviceMetricsOverride", size.put("mobile", false));
        command("Page.navigate", json().put("url", page.toString()));
        heard("Page.loadEventFired");
        ObjectNode time = json().put("policy", "pauseIfNetworkFetchesPending").put("budget", 5000);
        command("Emulation.setVirtualTimePolicy", time.put("maxVirtualTimeTaskStarvationCount", 10_000));
        heard("Emulation.virtualTimeBudgetExpired");
    }

    private void heard(String event) throws IOException, InterruptedException {
        await(told -> told.path("method").asString("").equals(event));
    }

    String document() throws IOException, InterruptedException {
        return command("Runtime.evaluate", json().put("expression", "document.documentElement.outerHTML"))
                .path("result")
                .path("value")
                .stringValue();
    }

    byte[] picture() throws IOException, InterruptedException {
        String picture = command("Page.captureScreenshot", json()).path("data").stringValue();
        return Base64.getDecoder().decode(picture);
    }

    private static ObjectNode json() {
        return RawClient.JSON.createObjectNode();
    }

    private JsonNode command(String method, ObjectNode parameters) throws IOException, InterruptedException {
        int id = ++sent;
        ObjectNode command = json().put("id", id).put("method", method);
        command.set("params", parameters);
        socket.sendText(command.toString(), true).join();
        JsonNode answer = await(told -> told.path("id").asInt(0) == id);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        for (JsonNode event : events) {
            if (wanted.test(event)) {
                return event;
            }
        }
        while (true) {
            JsonNode next = heard.poll(2, TimeUnit.MINUTES);
            if (next == null) {
                throw new IOException("The browser did not answer; it told " + events);
            }
            if (wanted.test(next)) {
                return next;
            }
            events.add(next);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        command("Page.close", json());
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(RawClient.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
