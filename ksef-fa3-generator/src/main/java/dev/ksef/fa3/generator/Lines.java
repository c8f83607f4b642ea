package dev.ksef.fa3.generator;

/** Lines of source text that are indented by their braces. */
final class Lines {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Adds lines. One that begins with a closing brace ends a block, one that ends with an opening brace begins one. */
    Lines add(String lines) {
        if (lines.isEmpty()) {
            addLine("");
        }
        lines.lines().forEach(this::addLine);
        return this;
    }

    private void addLine(String line) {
        String stripped = line.strip();
        if (stripped.startsWith("}") || stripped.startsWith(")")) {
            depth--;
        }
        if (!stripped.isEmpty()) {
            // The later lines of javadoc stand below its first star.
            text.append("    ".repeat(depth))
                    .append(stripped.startsWith("*") ? " " : "")
                    .append(stripped);
        }
        text.append('\n');
        if (stripped.endsWith("{") || stripped.endsWith("(")) {
            depth++;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
