/** {@code PackageArchiver} for ZIP and tar.gz, on Apache Commons Compress. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.compress {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires org.apache.commons.compress;

    exports dev.ksef.adapter.compress;
}
