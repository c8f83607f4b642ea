package dev.ksef.simulator.program;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a simulator of this machine whether it answers, as a container's health check does. */
final class HealthCheck {

    private static final String PATH = "/simulator/page/overview";
    private static final int MILLIS = 5000;

    private HealthCheck() {}

    /** Gives the exit code: 0 if a simulator answers at the port, 1 if none does. */
    static int of(int port, PrintStream err) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + PATH).toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            if (status == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            err.println("ksef-simulator: port " + port + " answers with " + status + ", which no simulator does");
        } catch (IOException nobody) {
            err.println("ksef-simulator: no simulator answers at port " + port);
        }
        return 1;
    }
}
