/** The quick start, and the snippets of the documentation as code that is compiled and run. */
@org.jspecify.annotations.NullMarked
module dev.ksef.examples {
    requires static org.jspecify;
    requires dev.ksef.sdk;
    requires dev.ksef.simulator;
}
