package dev.ksef.benchmarks.process;

import dev.ksef.simulator.program.Main;
import java.net.URI;

/** The simulator in a JVM of its own, so that what it allocates and compiles is not counted as the client's. */
public final class SimulatorProcess implements AutoCloseable {

    private static final String READY = "KSeF simulator ready at ";

    private final JavaProcess process;
    private final URI baseUri;

    private SimulatorProcess(JavaProcess process) {
        this.process = process;
        this.baseUri = URI.create(process.said(READY));
    }

    /** One that listens already. */
    public static SimulatorProcess start(String... options) {
        return new SimulatorProcess(JavaProcess.start(Main.class, options));
    }

    /** One whose own classes are those of a folder, such as an older build's. */
    public static SimulatorProcess startOf(String classes, String... options) {
        String classPath = classes + System.getProperty("path.separator") + System.getProperty("java.class.path");
        return new SimulatorProcess(JavaProcess.start(classPath, Main.class, options));
    }

    public URI baseUri() {
        return baseUri;
    }

    public JavaProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
