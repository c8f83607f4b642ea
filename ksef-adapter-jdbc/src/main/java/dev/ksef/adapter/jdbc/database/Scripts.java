package dev.ksef.adapter.jdbc.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The scripts by which tables are made and changed. The number of the last one is the version of this module. */
public class Scripts {

    private static final List<String> NAMES = List.of("V1__stores.sql");

    int version() {
        return names().size();
    }

    /** Returns the scripts after a version, in their order. */
    List<Script> after(int version, Dialect dialect) {
        List<Script> missing = new ArrayList<>();
        for (int next = version + 1; next <= version(); next++) {
            missing.add(Script.of(next, text(dialect.folder() + "/" + names().get(next - 1))));
        }
        return missing;
    }

    /** Returns the names of all scripts, from version 1 on. */
    protected List<String> names() {
        return NAMES;
    }

    protected String text(String path) {
        try (InputStream in = Scripts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The script " + path + " is missing in this module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
