package dev.ksef.simulator.batch;

import java.nio.file.Path;

/** A part of a package as it came: its encrypted bytes in a file, their number and SHA-256 in Base64. */
record UploadedPart(Path file, long size, String hash) {}
