import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints how large the rooms of the house are: {@code java scripts/HouseFigures.java [folder]}. Circles are found in
 * {@code target/classes}, so run {@code mvn test-compile} first. How many types are public, the gate for the API prints.
 */
public final class HouseFigures {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(?:(?:abstract|sealed|final|non-sealed) )*(?:class|interface|record|enum|@interface) (\\w+)");
    private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]*");
    private static final Pattern ARROW = Pattern.compile("\\s+(dev\\.ksef\\S*)\\s+->\\s+(dev\\.ksef\\S*)\\s.*");

    private HouseFigures() {}

    public static void main(String[] arguments) throws Exception {
        Path house = Path.of(arguments.length == 0 ? "." : arguments[0]);
        Map<String, List<Path>> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(house)) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src/main/java"))).toList()) {
                sources.put(module.getFileName().toString(), javaFiles(module.resolve("src/main/java")));
            }
        }
        printRooms(house, sources);
        printNames(sources);
        printLargestFiles(house);
        printCircles(house, sources.keySet());
    }

    private static List<Path> javaFiles(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static void printRooms(Path house, Map<String, List<Path>> sources) {
        Map<String, Long> rooms = sources.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        file -> house.relativize(file.getParent()).toString().replace("/src/main/java/", " ").replace('/', '.'),
                        TreeMap::new,
                        Collectors.counting()));
        System.out.println("Files per package: " + rooms.size() + " packages; those above 20:");
        rooms.entrySet().stream()
                .filter(room -> room.getValue() > 20)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(room -> System.out.printf("  %4d  %s%n", room.getValue(), room.getKey()));
    }

    private static void printNames(Map<String, List<Path>> sources) throws Exception {
        System.out.println("Top-level types whose names are a single word:");
        int all = 0;
        int allSingle = 0;
        for (Map.Entry<String, List<Path>> module : sources.entrySet()) {
            List<String> single = new ArrayList<>();
            int types = 0;
            for (Path file : module.getValue()) {
                Matcher type = TYPE.matcher(Files.readString(file));
                if (type.find()) {
                    types++;
                    if (ONE_WORD.matcher(type.group(1)).matches()) {
                        single.add(type.group(1));
                    }
                }
            }
            all += types;
            allSingle += single.size();
            System.out.printf("  %3d of %3d  %3d %%  %s %s%n", single.size(), types, percent(single.size(), types), module.getKey(), single);
        }
        System.out.printf("  %3d of %3d  %3d %%  in all%n", allSingle, all, percent(allSingle, all));
    }

    private static long percent(int part, int whole) {
        return whole == 0 ? 0 : Math.round(100.0 * part / whole);
    }

    private static void printLargestFiles(Path house) throws Exception {
        Map<Path, Long> lines = new HashMap<>();
        try (Stream<Path> files = Files.walk(house)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java") && path.toString().contains("/src/")).toList()) {
                lines.put(house.relativize(file), (long) Files.readAllLines(file).size());
            }
        }
        for (String kind : List.of("src/main/", "src/test/")) {
            System.out.println("Largest files in " + kind + ":");
            lines.entrySet().stream()
                    .filter(file -> file.getKey().toString().contains(kind))
                    .sorted(Map.Entry.<Path, Long>comparingByValue().reversed())
                    .limit(8)
                    .forEach(file -> System.out.printf("  %5d  %s%n", file.getValue(), file.getKey()));
        }
    }

    private static void printCircles(Path house, Set<String> modules) throws Exception {
        Path classes = Files.createTempDirectory("house-figures");
        for (String module : modules) {
            copyClasses(house.resolve(module).resolve("target/classes"), classes);
        }
        var out = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(System.err), "--multi-release", "base", "-v", classes.toString());
        deleteAll(classes);
        Map<String, Set<String>> types = new TreeMap<>();
        Map<String, Set<String>> packages = new TreeMap<>();
        out.toString().lines().forEach(line -> {
            Matcher arrow = ARROW.matcher(line);
            if (arrow.matches()) {
                String from = topLevel(arrow.group(1));
                String to = topLevel(arrow.group(2));
                add(types, from, to);
                add(packages, packageOf(from), packageOf(to));
            }
        });
        print("Circles of packages:", circles(packages), 1);
        print("Circles of more than five types:", circles(types), 5);
    }

    /** Without module descriptors, which would have jdeps look for all that they require. */
    private static void copyClasses(Path from, Path to) throws Exception {
        if (Files.notExists(from)) {
            System.out.println("Not compiled: " + from);
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                if (!file.endsWith("module-info.class")) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void deleteAll(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String topLevel(String type) {
        return type.replaceFirst("\\$.*", "");
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private static void add(Map<String, Set<String>> arrows, String from, String to) {
        arrows.computeIfAbsent(from, key -> new TreeSet<>());
        arrows.computeIfAbsent(to, key -> new TreeSet<>());
        if (!from.equals(to)) {
            arrows.get(from).add(to);
        }
    }

    private static void print(String title, List<Set<String>> circles, int allowed) {
        List<Set<String>> shown = circles.stream()
                .filter(circle -> circle.size() > allowed)
                .sorted(Comparator.comparing((Set<String> circle) -> circle.size()).reversed())
                .toList();
        System.out.println(title + (shown.isEmpty() ? " none" : ""));
        shown.forEach(circle -> System.out.println("  " + circle.size() + "  " + circle));
    }

    /** Strongly connected components, by Kosaraju. */
    private static List<Set<String>> circles(Map<String, Set<String>> arrows) {
        Deque<String> order = new ArrayDeque<>();
        Set<String> seen = new TreeSet<>();
        arrows.keySet().forEach(node -> finish(node, arrows, seen, order));
        Map<String, Set<String>> backwards = new TreeMap<>();
        arrows.forEach((from, targets) -> {
            backwards.computeIfAbsent(from, key -> new TreeSet<>());
            targets.forEach(to -> backwards.computeIfAbsent(to, key -> new TreeSet<>()).add(from));
        });
        List<Set<String>> circles = new ArrayList<>();
        seen.clear();
        for (String node : order) {
            Deque<String> component = new ArrayDeque<>();
            finish(node, backwards, seen, component);
            if (component.size() > 1) {
                circles.add(new TreeSet<>(component));
            }
        }
        return circles;
    }

    private static void finish(String node, Map<String, Set<String>> arrows, Set<String> seen, Deque<String> order) {
        if (seen.add(node)) {
            arrows.get(node).forEach(next -> finish(next, arrows, seen, order));
            order.addFirst(node);
        }
    }
}
