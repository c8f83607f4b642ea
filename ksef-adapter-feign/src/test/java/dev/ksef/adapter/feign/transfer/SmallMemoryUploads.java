package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;

/** A program that uploads a part of 200 MB on an engine, for a JVM with little memory. */
final class SmallMemoryUploads {

    static final int PART_BYTES = 200_000_000;

    private SmallMemoryUploads() {}

    /** Takes the name of an engine and the address of a storage. */
    public static void main(String[] arguments) {
        URI storage = URI.create(arguments[1]);
        var builder = Engines.transport(storage, Time.system(), new KsefListener() {});
        switch (arguments[0]) {
            case "okHttp" -> builder.engine(Engines.okHttp());
            case "apache" -> builder.engine(Engines.apache());
            default -> {
                // The JDK's client.
            }
        }
        try (FeignTransport transport = builder.build()) {
            SignedLink link = SignedLink.of(storage + "/part");
            transport.storage().upload(new PartUploadRequest(1, "PUT", link, Map.of()), new Zeros(), Deadline.NEVER);
        }
    }

    private static final class Zeros implements ContentSource {

        @Override
        public long sizeBytes() {
            return PART_BYTES;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private int left = PART_BYTES;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    int read = Math.min(left, length);
                    left -= read;
                    return read == 0 ? -1 : read;
                }
            };
        }
    }
}
