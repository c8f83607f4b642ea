package dev.ksef.domain.xml;

/** Tells the places of byte offsets in a file; cheap when they are asked for in ascending order. */
public final class FilePositions {

    private final byte[] bytes;
    private int offset;
    private int line = 1;
    private int column = 1;

    public FilePositions(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where a byte stands. */
    public FilePosition of(int wanted) {
        if (wanted < offset) {
            offset = 0;
            line = 1;
            column = 1;
        }
        while (offset < wanted && offset < bytes.length) {
            step(bytes[offset++]);
        }
        return new FilePosition(line, column);
    }

    /** Returns the place itself if the file has it, else the last one before it on its line, or in the file. */
    public FilePosition nearest(FilePosition wanted) {
        of(0);
        int before = 1;
        while (offset < bytes.length && (line < wanted.line() || line == wanted.line() && column < wanted.column())) {
            before = column;
            step(bytes[offset++]);
        }
        return line > wanted.line() ? new FilePosition(wanted.line(), before) : new FilePosition(line, column);
    }

    private void step(byte passed) {
        boolean lineEnds = passed == '\n' || passed == '\r' && (offset == bytes.length || bytes[offset] != '\n');
        if (lineEnds) {
            line++;
            column = 1;
        } else if ((passed & 0xC0) != 0x80) {
            column++;
        }
    }
}
