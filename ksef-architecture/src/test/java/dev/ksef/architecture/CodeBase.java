package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The classes that the rules are held against. */
final class CodeBase {

    /** The main classes of every module of the build; what JMH generates from them is nobody's code. */
    static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPaths(ProjectModules.withMainCode().stream()
                    .map(ProjectModules::classesOf)
                    .toList());

    /** The classes of this module that are there to be found. */
    static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/dev/ksef/architecture/"))
            .importPaths(List.of(testClasses()));

    private CodeBase() {}

    /** Whether we wrote what has this name: the copies of libraries in {@code ksef-thirdparty} stay libraries. */
    static boolean isOurs(String name) {
        return (name + ".").startsWith("dev.ksef.") && !name.startsWith("dev.ksef.thirdparty.");
    }

    /** The folder of the module that a class was compiled in. */
    static String module(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        String folder = uri.substring(0, uri.indexOf("/target/"));
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /** Where the planted classes are. */
    static Path testClasses() {
        try {
            return Path.of(CodeBase.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
