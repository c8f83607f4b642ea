package dev.ksef.simulator.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses to gzip, and begins a new member whenever the last one holds so many plain bytes. */
final class GzipMembers extends OutputStream {

    private final OutputStream out;
    private final int level;
    private final long memberBytes;
    private GZIPOutputStream member;
    private long left;

    GzipMembers(OutputStream out, int level, long memberBytes) throws IOException {
        this.out = out;
        this.level = level;
        this.memberBytes = memberBytes;
        this.member = begin();
    }

    private GZIPOutputStream begin() throws IOException {
        left = memberBytes;
        return new Member(out, level);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (left == 0) {
                member.close();
                member = begin();
            }
            int piece = (int) Math.min(left, length - written);
            member.write(bytes, from + written, piece);
            written += piece;
            left -= piece;
        }
    }

    @Override
    public void close() throws IOException {
        member.close();
        out.close();
    }

    private static final class Member extends GZIPOutputStream {

        Member(OutputStream out, int level) throws IOException {
            // What one member closes the next one still needs.
            super(new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            });
            def.setLevel(level);
        }
    }
}
