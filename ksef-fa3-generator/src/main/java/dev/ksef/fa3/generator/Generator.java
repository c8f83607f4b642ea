package dev.ksef.fa3.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the types of FA(3).
 *
 * <p>{@code generate OUTLINE FOLDER SCHEMA} writes them into a folder of sources. Where the official schema is there, it has to
 * be what the outline says, and its descriptions become javadoc. {@code outline OUTLINE SCHEMA} writes the outline of a schema.
 */
public final class Generator {

    private Generator() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 4 && arguments[0].equals("generate")) {
            generate(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        } else if (arguments.length == 3 && arguments[0].equals("outline")) {
            String outline =
                    Outline.print(OfficialSchema.read(Path.of(arguments[2])).structure());
            Files.writeString(Path.of(arguments[1]), outline);
        } else {
            throw new IllegalArgumentException("Usage: generate OUTLINE FOLDER SCHEMA, or outline OUTLINE SCHEMA");
        }
    }

    private static void generate(Path outline, Path folder, Path schema) throws IOException {
        String text = Files.readString(outline);
        Structure structure = Outline.parse(text);
        boolean official = Files.isRegularFile(schema);
        Descriptions descriptions = official ? checked(text, outline, schema) : Descriptions.none();
        int covered = new Sources(structure, descriptions).writeInto(folder);
        if (official) {
            int declared = OfficialSchema.countElements(schema);
            require(covered == declared, covered + " of " + declared + " element declarations of FA(3) are covered");
            print(covered + " of " + declared + " element declarations of FA(3) are covered, none is missing");
        } else {
            print(covered
                    + " element declarations of FA(3) are covered; not compared with the official schema, since it is not at "
                    + schema);
        }
    }

    private static Descriptions checked(String outline, Path file, Path schema) throws IOException {
        OfficialSchema official = OfficialSchema.read(schema);
        require(
                Outline.print(official.structure()).equals(outline),
                "The outline " + file + " is not that of " + schema + ": write it anew with the command outline");
        return official.descriptions();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    // The output of a build.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
