package dev.ksef.architecture.api;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * The public API of one module: the public types in the packages that it exports to everybody, and of these what users may
 * rely on.
 *
 * @param module its artifact's name, such as {@code ksef-ports}
 * @param types the class files without code, by their path in a jar
 */
record PublicApi(String module, Map<String, byte[]> types) {

    /** Modules that nobody outside uses. */
    private static final List<String> BUILD_ONLY =
            List.of("ksef-architecture", "ksef-openapi-check", "ksef-examples", "ksef-cli", "ksef-thirdparty");

    /** The APIs of all our modules on the class path, by name. */
    static List<PublicApi> ofAllModules() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> artifact(path).startsWith("ksef-") && !BUILD_ONLY.contains(artifact(path)))
                .map(PublicApi::at)
                .sorted(Comparator.comparing(PublicApi::module))
                .toList();
    }

    /** The API of a module in a jar or a folder of classes. */
    static PublicApi at(Path place) {
        Map<String, byte[]> types = new TreeMap<>();
        try (FileSystem jar = Files.isDirectory(place) ? null : FileSystems.newFileSystem(place)) {
            Path root = jar == null ? place : jar.getPath("/");
            Predicate<String> exported = exportedPackages(root);
            for (Path file : classFiles(root)) {
                String name = root.relativize(file).toString();
                if (name.contains("/") && exported.test(name.substring(0, name.lastIndexOf('/')))) {
                    var type = new ClassReader(Files.readAllBytes(file));
                    if (ApiOnly.isPublic(type)) {
                        types.put(name, withoutCode(type));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new PublicApi(artifact(place), types);
    }

    private static List<Path> classFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** What the module exports to everybody; where it is no module, every package that is not called internal. */
    private static Predicate<String> exportedPackages(Path root) throws IOException {
        Path descriptor = root.resolve("module-info.class");
        if (Files.notExists(descriptor)) {
            return name -> !List.of(name.split("/")).contains("internal");
        }
        try (InputStream file = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(file).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(exports -> exports.source().replace('.', '/'))
                    .collect(Collectors.toSet())::contains;
        }
    }

    static byte[] withoutCode(ClassReader type) {
        var writer = new ClassWriter(0);
        type.accept(new ApiOnly(writer), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    /** {@code .../ksef-ports/target/classes} and {@code .../ksef-ports-0.1.0.jar} alike. */
    private static String artifact(Path place) {
        boolean folder = place.endsWith(Path.of("target", "classes"));
        Path named = folder ? place.getParent().getParent() : place;
        return named.getFileName().toString().replaceFirst("-\\d.*", "");
    }

    /** Writes these types into a jar that is the same, byte for byte, for the same types. */
    void writeTo(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Map.Entry<String, byte[]> type : types.entrySet()) {
                    var entry = new JarEntry(type.getKey());
                    entry.setTime(0);
                    out.putNextEntry(entry);
                    out.write(type.getValue());
                    out.closeEntry();
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
