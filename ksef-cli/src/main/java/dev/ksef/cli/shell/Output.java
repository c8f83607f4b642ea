package dev.ksef.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes results: for people as tables, for programs as JSON, one document a line. */
public final class Output {

    private final OutputStream out;
    private final boolean json;
    private final Words words;

    public Output(OutputStream out, boolean json, Words words) {
        this.out = out;
        this.json = json;
        this.words = words;
    }

    public boolean isJson() {
        return json;
    }

    /** Writes a single result: for people a line for each value that is there. */
    public void result(Fields fields) {
        if (json) {
            line(Json.of(fields.values()));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        fields.values().forEach((name, value) -> {
            if (value != null) {
                rows.add(List.of(words.orKey("field.", name) + ":", cell(fields, name)));
            }
        });
        table(rows);
    }

    /**
     * Writes many results: for people a table, for programs a line each, as they come.
     *
     * @param columns the names of the values that people see
     */
    public void results(List<String> columns, Stream<Fields> results) {
        if (json) {
            results.forEach(fields -> line(Json.of(fields.values())));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(name -> words.orKey("field.", name)).toList());
        results.forEach(fields ->
                rows.add(columns.stream().map(name -> cell(fields, name)).toList()));
        if (rows.size() == 1) {
            line(words.get("nothing"));
        } else {
            table(rows);
        }
    }

    /** What programs read as {@code true}, or as the name of a check, people read in their language. */
    private String cell(Fields fields, String name) {
        String text = fields.cell(name);
        return fields.values().get(name) instanceof Boolean
                ? words.orKey("value.", text)
                : words.orKey("value." + name + ".", text);
    }

    private void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(width, widths.get(i)));
                }
            }
        }
        rows.forEach(row -> line(padded(row, widths)));
    }

    private static String padded(List<String> row, List<Integer> widths) {
        var text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            text.append(row.get(i));
            if (i < row.size() - 1) {
                text.append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
            }
        }
        return text.toString().stripTrailing();
    }

    /** Writes a line of text as it is. */
    public void line(String text) {
        bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes as they are. */
    public void bytes(byte[] content) {
        try {
            out.write(content);
            out.flush();
        } catch (IOException closed) {
            throw new OutputClosed(closed);
        }
    }
}
