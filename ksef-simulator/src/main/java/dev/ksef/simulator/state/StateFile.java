package dev.ksef.simulator.state;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A saved state: a ZIP file with a text file for each register, one JSON object on each line, and one that says which format
 * it is and how many lines each register has.
 */
record StateFile(Path path) {

    static final String CONTENTS = "state.json";
    static final int VERSION = 1;

    private static final String FORMAT = "ksef-simulator-state";

    void save(List<? extends Stateful> registers, Instant time) throws IOException {
        ObjectNode contents =
                JsonTrees.object().put("format", FORMAT).put("version", VERSION).put("savedAt", time.toString());
        ObjectNode counts = contents.putObject("rows");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)))) {
            // Against the order of restoring: work goes on meanwhile, and what a row names must be there when that is
            // written.
            for (int i = registers.size() - 1; i >= 0; i--) {
                Stateful register = registers.get(i);
                zip.putNextEntry(new ZipEntry(entry(register.section())));
                RowWriter rows = new RowWriter(zip);
                register.save(rows::write);
                counts.put(register.section(), rows.written);
            }
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(JsonTrees.bytes(contents));
            zip.finish();
            zip.flush();
            // On the disk before it takes the place of the state before.
            file.force(true);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static String entry(String section) {
        return section + ".jsonl";
    }

    /** Writes rows into the current entry. */
    private static final class RowWriter {

        private final OutputStream out;
        private long written;

        RowWriter(OutputStream out) {
            this.out = out;
        }

        void write(ObjectNode row) {
            try {
                out.write(JsonTrees.bytes(row));
                out.write('\n');
                written++;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    void load(List<? extends Stateful> registers) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            JsonNode contents = contents(zip);
            requireFormat(contents);
            JsonNode counts = contents.path("rows");
            if (!counts.isObject()) {
                throw damaged("its " + CONTENTS + " does not say how many rows there are", null);
            }
            requireKnown(counts, registers);
            for (Stateful register : registers) {
                JsonNode count = counts.path(register.section());
                // A register that the simulator did not have when it saved stays empty.
                if (!count.isMissingNode()) {
                    load(zip, register, count.longValue());
                }
            }
        } catch (ZipException | JacksonException broken) {
            throw damaged("it is cut off or was changed", broken);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read the saved state " + path + ": " + failed.getMessage(), failed);
        }
    }

    private JsonNode contents(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(CONTENTS);
        if (entry == null) {
            throw damaged("it has no " + CONTENTS, null);
        }
        try (CheckedInputStream content = checked(zip, entry)) {
            JsonNode contents = JsonTrees.read(content.readAllBytes());
            requireSum(content, entry);
            return contents;
        }
    }

    /** The JDK checks no sums when it reads an entry of a file. */
    private static CheckedInputStream checked(ZipFile zip, ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    private void requireSum(CheckedInputStream content, ZipEntry entry) {
        if (content.getChecksum().getValue() != entry.getCrc()) {
            throw damaged(entry.getName() + " was changed", null);
        }
    }

    private void requireFormat(JsonNode contents) {
        int version = contents.path("version").asInt(0);
        if (!contents.path("format").asString("").equals(FORMAT) || version < 1) {
            throw damaged("its " + CONTENTS + " is not one of this program", null);
        }
        if (version > VERSION) {
            throw newer("its version is " + version + ", and this simulator knows versions up to " + VERSION);
        }
    }

    private void requireKnown(JsonNode counts, List<? extends Stateful> registers) {
        Optional<String> unknown = counts.propertyStream()
                .map(count -> count.getKey())
                .filter(section -> registers.stream()
                        .noneMatch(register -> register.section().equals(section)))
                .findFirst();
        if (unknown.isPresent()) {
            throw newer("it has '" + unknown.get() + "', which this simulator does not know");
        }
    }

    private void load(ZipFile zip, Stateful register, long expected) throws IOException {
        ZipEntry entry = zip.getEntry(entry(register.section()));
        if (entry == null) {
            throw damaged("it has no " + entry(register.section()), null);
        }
        long line = 0;
        CheckedInputStream content = checked(zip, entry);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                register.restore(new SavedRow(JsonTrees.read(text.getBytes(StandardCharsets.UTF_8))));
            }
        } catch (JacksonException notJson) {
            // Its message would quote what stands there.
            throw damaged(entry.getName() + ", line " + line + ", is no JSON", null);
        } catch (IllegalArgumentException unfit) {
            throw damaged(entry.getName() + ", line " + line + ": " + unfit.getMessage(), unfit);
        }
        requireSum(content, entry);
        if (line != expected) {
            throw damaged(entry.getName() + " has " + line + " lines instead of " + expected, null);
        }
    }

    private IllegalArgumentException damaged(String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "The saved state " + path + " is damaged: " + why
                        + ". It was left as it is; put a copy in its place, or move it away to begin anew",
                cause);
    }

    private IllegalArgumentException newer(String why) {
        return new IllegalArgumentException("The saved state " + path + " is of a newer simulator: " + why
                + ". It was left as it is; use a newer simulator, or name another folder");
    }
}
