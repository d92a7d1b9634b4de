package org.opsflow.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Looks through what a run of all tests has written, and fails when a test did not run: it was skipped, disabled, or
 * its assumptions did not hold, or a whole suite is absent. Only docs/skipped-tests.md may excuse one, with a reason.
 *
 * <p>{@code ./opsflow test} starts this file by itself, after the tests; so it needs nothing but the JDK.
 */
final class SuiteGuard {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern TEST = Pattern.compile(
            "(?m)^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example|ArchTest)\\b");
    private static final Pattern NO_SUITE =
            Pattern.compile("(?m)^(public )?(abstract |sealed )*(interface|abstract class) ");
    private static final Pattern UNIT = Pattern.compile("Test\\w*|\\w+(Test|Tests|TestCase)");
    private static final Pattern INTEGRATION = Pattern.compile("IT\\w*|\\w+(IT|ITCase)");
    private static final Pattern EXCUSE = Pattern.compile("\\| *(`[^|]+`) *\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String LONG_SECTION = "## With `--long` only";

    private final Path root;
    private final long since;
    private final boolean isLong;
    private final Set<String> excuses = new TreeSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int suites;
    private int tests;

    /** @param since milliseconds since 1970: older reports are of an earlier run and count for nothing */
    SuiteGuard(Path root, long since, boolean isLong) {
        this.root = root;
        this.since = since;
        this.isLong = isLong;
    }

    /** Arguments: the clone's directory, when the run began in milliseconds since 1970, and --long if it was long. */
    public static void main(String[] arguments) throws IOException {
        var guard = new SuiteGuard(
                Path.of(arguments[0]),
                Long.parseLong(arguments[1]),
                List.of(arguments).contains("--long"));
        var problems = guard.problems();
        problems.forEach(System.err::println);
        if (!problems.isEmpty()) {
            System.err.println("Let each run, or name it in docs/skipped-tests.md with the reason.");
            System.exit(1);
        }
        System.out.println(guard.tests + " tests in " + guard.suites + " suites ran, and none was skipped that "
                + "docs/skipped-tests.md does not name.");
    }

    /** One sentence each; empty when all is well. */
    List<String> problems() throws IOException {
        readExcuses();
        for (var module : MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList()) {
            look(module);
        }
        lookAtDashboard();
        excuses.stream()
                .filter(excuse -> !used.contains(excuse))
                .forEach(excuse -> problems.add("docs/skipped-tests.md excuses " + excuse + ", which ran."));
        return problems;
    }

    private void readExcuses() throws IOException {
        var isInForce = true;
        for (var line : Files.readAllLines(root.resolve("docs/skipped-tests.md"))) {
            if (line.startsWith("#")) {
                isInForce = !(isLong && line.startsWith(LONG_SECTION));
            }
            var excuse = EXCUSE.matcher(line);
            if (isInForce && excuse.matches()) {
                NAME.matcher(excuse.group(1)).results().forEach(name -> excuses.add(name.group(1)));
                if (excuse.group(2).isBlank()) {
                    problems.add("docs/skipped-tests.md gives no reason for " + excuse.group(1) + ".");
                }
            }
        }
    }

    private boolean isExcused(String name) {
        if (excuses.contains(name)) {
            used.add(name);
            return true;
        }
        return false;
    }

    private void look(String module) throws IOException {
        var sources = root.resolve(module).resolve("src/test/java");
        for (var source : files(sources, ".java")) {
            var name = source.getFileName().toString().replace(".java", "");
            var text = Files.readString(source);
            var isUnit = UNIT.matcher(name).matches();
            var isIntegration = INTEGRATION.matcher(name).matches();
            var hasTests = TEST.matcher(text).find();
            var inherits = Pattern.compile("class " + name + "\\s+(extends|implements) ")
                    .matcher(text);
            // TestDatabase and ServerUnderTest help tests and are none.
            if (NO_SUITE.matcher(text).find() || !hasTests && !inherits.find()) {
                continue;
            }
            if (isUnit || isIntegration) {
                var type = sources.relativize(source)
                        .toString()
                        .replace(".java", "")
                        .replace('/', '.');
                ran(module, name, type, isIntegration ? "failsafe-reports" : "surefire-reports");
            } else if (hasTests) {
                problems.add(module + ": nothing runs the tests of " + name + ": call it " + name + "Test or " + name
                        + "IT.");
            }
        }
        for (var reports : List.of("surefire-reports", "failsafe-reports")) {
            for (var report : reports(module, reports)) {
                skipped(module, report);
            }
        }
    }

    private void ran(String module, String name, String type, String reports) throws IOException {
        var count = 0;
        for (var report : reports(module, reports)) {
            var file = report.getFileName().toString();
            if (file.equals("TEST-" + type + ".xml") || file.startsWith("TEST-" + type + "$")) {
                count += elements(parse(report), "testcase").size();
            }
        }
        counted(module, name, count);
    }

    private void counted(String module, String suite, int count) {
        suites++;
        tests += count;
        if (count == 0 && !isExcused(suite)) {
            problems.add(module + ": no test of " + suite + " ran.");
        }
    }

    private List<Path> reports(String module, String directory) throws IOException {
        var fresh = new ArrayList<Path>();
        for (var report : files(root.resolve(module).resolve("target").resolve(directory), ".xml")) {
            if (report.getFileName().toString().startsWith("TEST-") && isFresh(report)) {
                fresh.add(report);
            }
        }
        return fresh;
    }

    private boolean isFresh(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() >= since;
    }

    private void skipped(String where, Path report) throws IOException {
        for (var test : elements(parse(report), "testcase")) {
            var reasons = elements(test, "skipped");
            var suite = test.getAttribute("classname")
                    .replaceFirst("^([a-z]\\w*\\.)+", "")
                    .replaceFirst("\\$.*", "");
            var method = suite + "." + test.getAttribute("name").replaceFirst("[({\\[].*", "");
            if (!reasons.isEmpty() && !isExcused(suite) && !isExcused(method)) {
                problems.add(where + ": " + method + " was skipped. "
                        + reasons.get(0)
                                .getAttribute("message")
                                .lines()
                                .findFirst()
                                .orElse(""));
            }
        }
    }

    private void lookAtDashboard() throws IOException {
        var sources = root.resolve("dashboard/src");
        var report = root.resolve("target/vitest.xml");
        var ran = Files.exists(report) && isFresh(report) ? elements(parse(report), "testcase") : List.<Element>of();
        for (var source : Stream.concat(files(sources, ".test.ts").stream(), files(sources, ".test.tsx").stream())
                .toList()) {
            var name = root.resolve("dashboard").relativize(source).toString();
            var count = ran.stream()
                    .filter(test -> test.getAttribute("classname").equals(name))
                    .count();
            counted("dashboard", name, (int) count);
        }
        for (var test : ran) {
            var name = test.getAttribute("classname") + " > " + test.getAttribute("name");
            if (!elements(test, "skipped").isEmpty()
                    && !isExcused(test.getAttribute("classname"))
                    && !isExcused(name)) {
                problems.add("dashboard: " + name + " was skipped.");
            }
        }
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Document parse(Path report) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(report.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is no report: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Document document, String tag) {
        return elements(document.getDocumentElement(), tag);
    }

    private static List<Element> elements(Element parent, String tag) {
        var nodes = parent.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
