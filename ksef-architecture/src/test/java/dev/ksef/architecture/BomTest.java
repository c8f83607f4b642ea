package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What an application gets when it imports the BOM: our versions, and nobody else's. */
class BomTest {

    private static final Path BOM = ProjectModules.pomOf("ksef-bom");
    private static final Path PARENT = ProjectModules.ROOT.resolve("pom.xml");

    @Test
    void bom_managesEveryPublishedModuleInOneVersion_andNothingElse() throws Exception {
        Map<String, String> published = new TreeMap<>();
        ProjectModules.published().forEach(module -> published.put("dev.ksef:" + module, "${project.version}"));
        assertThat(foreignSources(BOM)).isEmpty();
        assertThat(managed(BOM)).isEqualTo(published);
    }

    @Test
    void bom_hasTheVersionOfTheParent() throws Exception {
        assertThat(text(project(BOM), "version")).isEqualTo(text(project(PARENT), "version"));
    }

    @Test
    void pluginsOfTheBom_haveTheVersionsOfTheParent() throws Exception {
        Element properties = child(project(PARENT), "properties");
        List<Element> plugins = new ArrayList<>(list(project(BOM), "build", "pluginManagement", "plugins"));
        for (Element profile : list(project(BOM), "profiles")) {
            plugins.addAll(list(profile, "build", "plugins"));
        }
        for (Element plugin : plugins) {
            String artifact = text(plugin, "artifactId");
            assertThat(text(plugin, "version")).as(artifact).isEqualTo(text(properties, artifact + ".version"));
        }
    }

    @Test
    void versionsOfOthers_areFound(@TempDir Path folder) throws Exception {
        Path planted = Files.writeString(folder.resolve("pom.xml"), """
                <project>
                  <parent><artifactId>ksef-parent</artifactId></parent>
                  <dependencyManagement><dependencies>
                    <dependency>
                      <groupId>io.micrometer</groupId><artifactId>micrometer-bom</artifactId>
                      <version>1</version><type>pom</type><scope>import</scope>
                    </dependency>
                  </dependencies></dependencyManagement>
                  <profiles>
                    <profile><id>release</id><build/></profile>
                    <profile><id>more</id><dependencyManagement/></profile>
                  </profiles>
                </project>""");
        assertThat(foreignSources(planted)).containsExactly("parent", "the profile more", "micrometer-bom is imported");
        assertThat(managed(planted)).containsKey("io.micrometer:micrometer-bom");
    }

    /** Where management might come from that does not stand in the file: without these it is what the file says. */
    private static List<String> foreignSources(Path pom) throws Exception {
        List<String> found = new ArrayList<>();
        if (child(project(pom), "parent") != null) {
            found.add("parent");
        }
        if (child(project(pom), "profiles") != null) {
            for (Element profile : list(project(pom), "profiles")) {
                if (child(profile, "dependencyManagement") != null) {
                    found.add("the profile " + text(profile, "id"));
                }
            }
        }
        for (Element dependency : list(project(pom), "dependencyManagement", "dependencies")) {
            if (child(dependency, "scope") != null) {
                found.add(text(dependency, "artifactId") + " is imported");
            }
        }
        return found;
    }

    private static Map<String, String> managed(Path pom) throws Exception {
        Map<String, String> managed = new TreeMap<>();
        for (Element dependency : list(project(pom), "dependencyManagement", "dependencies")) {
            managed.put(
                    text(dependency, "groupId") + ":" + text(dependency, "artifactId"), text(dependency, "version"));
        }
        return managed;
    }

    private static Element project(Path pom) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }

    private static List<Element> list(Element parent, String... path) {
        Element found = parent;
        for (String tag : path) {
            found = child(found, tag);
        }
        List<Element> children = new ArrayList<>();
        for (Node node = found.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element child(Element parent, String tag) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                return element;
            }
        }
        return null;
    }

    private static String text(Element parent, String tag) {
        return child(parent, tag).getTextContent().strip();
    }
}
