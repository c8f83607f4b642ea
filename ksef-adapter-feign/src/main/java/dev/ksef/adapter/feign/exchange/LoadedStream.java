package dev.ksef.adapter.feign.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer whose exchange counts as under way until it is closed. */
final class LoadedStream extends FilterInputStream {

    private final Runnable end;

    LoadedStream(InputStream body, Runnable end) {
        super(body);
        this.end = end;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            end.run();
        }
    }
}
