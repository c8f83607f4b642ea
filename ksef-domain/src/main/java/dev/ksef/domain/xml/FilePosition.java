package dev.ksef.domain.xml;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record FilePosition(int line, int column) implements Comparable<FilePosition> {

    /** Where a file begins. */
    public static final FilePosition START = new FilePosition(1, 1);

    @Override
    public int compareTo(FilePosition other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
