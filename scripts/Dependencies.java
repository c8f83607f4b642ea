import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes docs/dependencies.md: what each published module and the program ksef bring along, with versions, licences and weights,
 * as their bills of materials say. Run it in the root folder, after {@code mvn -Psbom package -DskipTests}:
 *
 * <pre>java scripts/Dependencies.java</pre>
 */
class Dependencies {


    private record Library(String group, String name, String version, String licence) {

        boolean isOurs() {
            return group.equals("dev.ksef");
        }

        Path jar(Path repository) {
            if (isOurs()) {
                return Path.of(name, "target", name + "-" + version + ".jar");
            }
            return repository
                    .resolve(group.replace('.', File.separatorChar))
                    .resolve(name)
                    .resolve(version)
                    .resolve(name + "-" + version + ".jar");
        }
    }

    public static void main(String[] args) throws Exception {
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Map<Library, Set<String>> users = new TreeMap<>((a, b) -> (a.group() + ":" + a.name() + a.version())
                .compareTo(b.group() + ":" + b.name() + b.version()));
        Map<String, Long> weights = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Path.of(""))) {
            for (Path module : modules.sorted().toList()) {
                Path bill = module.resolve("target/bom.xml");
                if (!Files.exists(bill) || module.toString().equals("ksef-bom")) {
                    continue;
                }
                long weight = 0;
                for (Library library : libraries(bill)) {
                    weight += Files.size(library.jar(repository));
                    if (!library.isOurs()) {
                        users.computeIfAbsent(library, any -> new TreeSet<>()).add(module.toString());
                    }
                }
                weights.put(module.toString(), weight);
            }
        }
        if (weights.isEmpty()) {
            throw new IllegalStateException("There is no target/bom.xml: run mvn -Psbom package -DskipTests first");
        }
        List<String> page = new ArrayList<>();
        page.add("# Dependencies");
        page.add("");
        page.add("What comes with each module, with its licence. Nothing of it has to be excluded or managed: each library comes in one");
        page.add("version, and no class twice (`consumers/run dependencies`). Optional libraries are not listed: they are yours. The page");
        page.add("is written by `java scripts/Dependencies.java` from the bills of materials (CycloneDX) that are published with the");
        page.add("modules; `ksef-cli` stands for the program `ksef`, whose jar contains all of them.");
        page.add("");
        page.add("| library | version | licence | KB | comes with |");
        page.add("|---|---|---|---:|---|");
        for (var entry : users.entrySet()) {
            Library library = entry.getKey();
            page.add("| `%s:%s` | %s | %s | %d | %s |".formatted(
                    library.group(),
                    library.name(),
                    library.version(),
                    library.licence(),
                    kilobytes(Files.size(library.jar(repository))),
                    String.join(", ", shortened(entry.getValue()))));
        }
        page.add("");
        page.add("`ksef-thirdparty` contains copies of Jackson 3, Resilience4j and SLF4J, whose licences it brings in");
        page.add("`META-INF/thirdparty` (see [NOTICE](../NOTICE)).");
        page.add("");
        page.add("## Weights");
        page.add("");
        page.add("All jars that a module brings, the module's own among them:");
        page.add("");
        page.add("| module | MB |");
        page.add("|---|---:|");
        for (var entry : weights.entrySet()) {
            Path own = jarOf(entry.getKey());
            page.add("| `%s` | %.1f |".formatted(entry.getKey(), (entry.getValue() + Files.size(own)) / 1e6));
        }
        Files.write(Path.of("docs", "dependencies.md"), page, StandardCharsets.UTF_8);
    }

    private static Path jarOf(String module) throws Exception {
        try (Stream<Path> files = Files.list(Path.of(module, "target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long kilobytes(long bytes) {
        return Math.max(1, Math.round(bytes / 1000.0));
    }

    /** Names without their common beginning; the module that brings a library to another one stands for both. */
    private static List<String> shortened(Set<String> modules) {
        return modules.stream().map(module -> module.replaceFirst("^ksef-", "")).toList();
    }

    private static Set<Library> libraries(Path bill) throws Exception {
        Element bom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(bill.toFile())
                .getDocumentElement();
        Map<String, Element> components = new HashMap<>();
        for (Element component : children(child(bom, "components"))) {
            components.put(component.getAttribute("bom-ref"), component);
        }
        Map<String, List<Element>> needs = new HashMap<>();
        for (Element dependency : children(child(bom, "dependencies"))) {
            needs.put(dependency.getAttribute("ref"), children(dependency));
        }
        Set<Library> found = new LinkedHashSet<>();
        collect(child(child(bom, "metadata"), "component").getAttribute("bom-ref"), components, needs, found);
        return found;
    }

    /** What is optional is not followed: what it needs comes with it, or not at all. */
    private static void collect(
            String ref, Map<String, Element> components, Map<String, List<Element>> needs, Set<Library> found) {
        for (Element need : needs.getOrDefault(ref, List.of())) {
            Element component = components.get(need.getAttribute("ref"));
            if (component != null && !text(component, "scope").equals("optional")) {
                var library = new Library(
                        text(component, "group"), text(component, "name"), text(component, "version"), licence(component));
                if (found.add(library)) {
                    collect(need.getAttribute("ref"), components, needs, found);
                }
            }
        }
    }

    /** Each licence; where there are several, the user chooses. */
    private static String licence(Element component) {
        List<String> names = new ArrayList<>();
        Element licences = child(component, "licenses");
        if (licences != null) {
            for (Element licence : children(licences)) {
                String id = text(licence, "id");
                String name = text(licence, "name");
                names.add(!id.isEmpty() ? id : !name.isEmpty() ? name : licence.getTextContent().strip());
            }
        }
        return names.isEmpty() ? "not told" : String.join(" or ", names);
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String tag) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(tag))
                .findFirst()
                .orElse(null);
    }

    private static String text(Element parent, String tag) {
        Element child = child(parent, tag);
        return child == null ? "" : child.getTextContent().strip();
    }
}
