package dev.ksef.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules of the build as the poms tell them, so that a new module is found without being listed anywhere. */
final class ProjectModules {

    /** The module that holds the rules. */
    static final String RULES = "ksef-architecture";

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private ProjectModules() {}

    /** The folders that the root pom builds, in its order. */
    static List<String> inReactor() {
        return texts(pom(ROOT.resolve("pom.xml")), "modules", "module").toList();
    }

    /** The modules with code of ours that users or programs run: all but those that hold rules, versions or copies only. */
    static List<String> withMainCode() {
        return inReactor().stream()
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java/dev")))
                .toList();
    }

    /** The modules that users get as jars from a repository. */
    static List<String> published() {
        return inReactor().stream()
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
                .filter(module -> texts(pom(pomOf(module)), "properties", "maven.deploy.skip")
                        .noneMatch("true"::equals))
                .toList();
    }

    static Path pomOf(String module) {
        return ROOT.resolve(module).resolve("pom.xml");
    }

    /** Where the compiler puts the main classes of a module. */
    static Path classesOf(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    /** The artifacts that stand on the class path of those who use a module: every scope but test, profiles included. */
    static Set<String> dependencies(Path pom) {
        return dependencies(pom, false);
    }

    /** The artifacts that stand on the class path of a module's tests. */
    static Set<String> testDependencies(Path pom) {
        return dependencies(pom, true);
    }

    /** Libraries of others that come with a module: what is optional, provided or for tests does not. */
    static Set<String> broughtBy(Path pom) {
        Set<String> found = new TreeSet<>();
        children(pom(pom), "dependencies")
                .flatMap(list -> children(list, "dependency"))
                .filter(dependency -> Stream.of("optional", "scope")
                        .flatMap(tag -> children(dependency, tag))
                        .map(tag -> tag.getTextContent().strip())
                        .noneMatch(Set.of("true", "test", "provided")::contains))
                .flatMap(dependency -> children(dependency, "artifactId"))
                .map(artifact -> artifact.getTextContent().strip())
                .filter(artifact -> !artifact.startsWith("ksef-"))
                .forEach(found::add);
        return found;
    }

    private static Set<String> dependencies(Path pom, boolean withTests) {
        Element project = pom(pom);
        Stream<Element> profiles = children(project, "profiles").flatMap(profiles1 -> children(profiles1, "profile"));
        Set<String> found = new TreeSet<>();
        Stream.concat(Stream.of(project), profiles)
                .flatMap(owner -> children(owner, "dependencies"))
                .flatMap(list -> children(list, "dependency"))
                .filter(dependency -> withTests
                        || children(dependency, "scope")
                                .noneMatch(
                                        scope -> scope.getTextContent().strip().equals("test")))
                .flatMap(dependency -> children(dependency, "artifactId"))
                .forEach(artifact -> found.add(artifact.getTextContent().strip()));
        return found;
    }

    private static Stream<String> texts(Element project, String parent, String tag) {
        return children(project, parent)
                .flatMap(found -> children(found, tag))
                .map(found -> found.getTextContent().strip());
    }

    private static Stream<Element> children(Element parent, String tag) {
        return Stream.<Node>iterate(parent.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(tag));
    }

    private static Element pom(Path file) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SAXException | ParserConfigurationException broken) {
            throw new IllegalStateException(file + " is no pom", broken);
        }
    }
}
