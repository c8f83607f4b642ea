package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sealed types of the public API against those that were accepted. */
class SealedTypesTest {

    private static final Path ACCEPTED = Path.of("src/test/resources/sealed-types.txt");

    private static final String HOW_TO_GO_ON =
            "One more subtype breaks every switch of users that names them all, so that it needs a new major version, and one"
                    + " less breaks whoever names it. If that is meant, run this test with -Dapi.accept=true, which writes "
                    + ACCEPTED
                    + " anew, and put the change into the release notes. A type that is documented to gain subtypes"
                    + " has (growing) after its name there";

    private static final String PLANTED = "dev.ksef.sync.planted.SealedShapes$";

    @Test
    void sealedTypesOfTheApi_areThoseThatWereAccepted() throws IOException {
        SealedTypes current = SealedTypes.in(ProjectModules.published().stream().flatMap(SealedTypesTest::exported));
        SealedTypes accepted = SealedTypes.parse(Files.readAllLines(ACCEPTED));
        if (Boolean.getBoolean("api.accept")) {
            accept(current.markedAs(accepted));
            return;
        }
        assertThat(current.subtypes()).as("sealed types that are looked at").isNotEmpty();
        assertThat(current.differencesFrom(accepted)).as(HOW_TO_GO_ON).isEmpty();
    }

    @Test
    void acceptedTypes_areReadAsTheyAreWritten() {
        SealedTypes shapes = SealedTypes.in(CodeBase.PLANTED.stream());
        assertThat(SealedTypes.parse(shapes.text())).isEqualTo(shapes);
        assertThat(shapes.subtypes().get(PLANTED + "Shape"))
                .as("subtypes of subtypes are permitted, too")
                .containsExactly(PLANTED + "Circle", PLANTED + "Polygon", PLANTED + "Square");
        assertThat(shapes.subtypes()).as("only public types are API").doesNotContainKey(PLANTED + "Hidden");
    }

    @Test
    void subtypeThatIsNew_orGone_isFound() {
        assertThat(differences("Shape", "Circle", "Polygon"))
                .containsExactly(PLANTED + "Shape also permits " + PLANTED + "Square");
        assertThat(differences("Shape", "Circle", "Polygon", "Square", "Star"))
                .containsExactly(PLANTED + "Shape does not permit " + PLANTED + "Star any more");
        assertThat(differences("Shape", "Circle", "Polygon", "Square")).isEmpty();
    }

    @Test
    void typeThatIsGrowing_mayPermitMoreAndNotLess() {
        assertThat(differences("Shape (growing)", "Circle")).isEmpty();
        assertThat(differences("Shape (growing)", "Circle", "Star"))
                .containsExactly(PLANTED + "Shape (growing) does not permit " + PLANTED + "Star any more");
    }

    @Test
    void sealedTypeThatIsNew_orGone_isFound() {
        assertThat(differences("Lost", "Circle")).containsExactly(PLANTED + "Lost is gone", PLANTED + "Shape is new");
    }

    /** The planted shapes, held against one accepted type of these subtypes. */
    private static List<String> differences(String type, String... subtypes) {
        List<String> lines = Stream.concat(
                        Stream.of("# accepted", "", PLANTED + type),
                        Stream.of(subtypes).map(name -> "    " + PLANTED + name))
                .toList();
        Predicate<JavaClass> isShape = planted -> planted.getName().equals(PLANTED + "Shape");
        return SealedTypes.in(CodeBase.PLANTED.stream().filter(isShape)).differencesFrom(SealedTypes.parse(lines));
    }

    /** The classes of a module that users see: those of packages that are exported to everybody. */
    private static Stream<JavaClass> exported(String module) {
        Predicate<String> isExported = exports(module);
        return CodeBase.PRODUCTION.stream()
                .filter(type -> CodeBase.module(type).equals(module) && isExported.test(type.getPackageName()));
    }

    /** A module without a declaration exports everything. */
    private static Predicate<String> exports(String module) {
        Path declaration = ProjectModules.classesOf(module).resolve("module-info.class");
        if (!Files.exists(declaration)) {
            return name -> true;
        }
        try (InputStream file = Files.newInputStream(declaration)) {
            return ModuleDescriptor.read(file).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet())::contains;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void accept(SealedTypes types) throws IOException {
        Stream<String> comments = Files.readAllLines(ACCEPTED).stream().filter(line -> line.startsWith("#"));
        Files.write(ACCEPTED, Stream.concat(comments, types.text().stream()).toList());
    }
}
