package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteGuardTest {

    private static final long BEGAN = 1_000_000;
    private static final String PASSED = "<testcase name=\"works\" classname=\"a.b.%s\"/>";
    private static final String SKIPPED =
            "<testcase name=\"works(String)[1]\" classname=\"a.b.%s\"><skipped message=\"later\"/></testcase>";

    @TempDir
    Path root;

    /** One module, the page, and a test that runs only when there is time. */
    @BeforeEach
    void aCleanRun() throws IOException {
        write("pom.xml", "<modules><module>one</module></modules>");
        excuses("");
        suite("UnitTest");
        suite("WholeIT");
        suite("SlowIT");
        write("one/src/test/java/a/b/TestTools.java", "class TestTools {}");
        write("one/src/test/java/a/b/Contract.java", "interface Contract {\n    @Test\n    void holds();\n}");
        report("surefire-reports", "UnitTest", PASSED);
        report("failsafe-reports", "WholeIT", PASSED);
        write("dashboard/src/app/App.test.tsx", "it('works')");
        vitest("<testcase name=\"works\" classname=\"src/app/App.test.tsx\"/>");
    }

    private void suite(String name) throws IOException {
        write("one/src/test/java/a/b/" + name + ".java", "class " + name + " {\n    @Test\n    void works() {}\n}");
    }

    private void report(String directory, String suite, String tests) throws IOException {
        write(
                "one/target/" + directory + "/TEST-a.b." + suite + ".xml",
                "<testsuite>" + tests.replace("%s", suite) + "</testsuite>");
    }

    private void vitest(String tests) throws IOException {
        write("target/vitest.xml", "<testsuites><testsuite>" + tests + "</testsuite></testsuites>");
    }

    /** @param rows of the table of tests that are skipped always */
    private void excuses(String rows) throws IOException {
        write(
                "docs/skipped-tests.md",
                rows + "\n\n## With `--long` only\n\n| test | why |\n|---|---|\n| `SlowIT` | takes an hour |\n");
    }

    private Path write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private List<String> problems() throws IOException {
        return new SuiteGuard(root, BEGAN, false).problems();
    }

    @Test
    void isContentWhenEverySuiteRan() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void findsATestThatWasSkipped() throws IOException {
        report("surefire-reports", "UnitTest", PASSED + SKIPPED);
        assertThat(problems()).containsExactly("one: UnitTest.works was skipped. later");
    }

    @Test
    void findsASuiteThatDidNotRun() throws IOException {
        Files.delete(root.resolve("one/target/failsafe-reports/TEST-a.b.WholeIT.xml"));
        assertThat(problems()).containsExactly("one: no test of WholeIT ran.");
    }

    @Test
    void findsASuiteWithoutATest() throws IOException {
        report("surefire-reports", "UnitTest", "");
        assertThat(problems()).containsExactly("one: no test of UnitTest ran.");
    }

    @Test
    void believesNoReportOfAnEarlierRun() throws IOException {
        var report = root.resolve("one/target/surefire-reports/TEST-a.b.UnitTest.xml");
        Files.setLastModifiedTime(report, FileTime.fromMillis(BEGAN - 1));
        Files.setLastModifiedTime(root.resolve("target/vitest.xml"), FileTime.fromMillis(BEGAN - 1));
        assertThat(problems())
                .containsExactly("one: no test of UnitTest ran.", "dashboard: no test of src/app/App.test.tsx ran.");
    }

    @Test
    void countsTheTestsOfNestedClasses() throws IOException {
        Files.delete(root.resolve("one/target/surefire-reports/TEST-a.b.UnitTest.xml"));
        report("surefire-reports", "UnitTest$Inner", PASSED);
        assertThat(problems()).isEmpty();
    }

    @Test
    void expectsASuiteThatInheritsItsTests() throws IOException {
        write("one/src/test/java/a/b/HeirTest.java", "class HeirTest\n        implements Contract {}");
        assertThat(problems()).containsExactly("one: no test of HeirTest ran.");
    }

    @Test
    void findsTestsThatNothingRuns() throws IOException {
        suite("Forgotten");
        assertThat(problems())
                .containsExactly("one: nothing runs the tests of Forgotten: call it ForgottenTest or ForgottenIT.");
    }

    @Test
    void excusesWhatIsNamedWithAReason() throws IOException {
        report("surefire-reports", "UnitTest", PASSED + SKIPPED);
        excuses("| `UnitTest.works` | needs a printer |");
        assertThat(problems()).isEmpty();
    }

    @Test
    void wantsAReasonForEachExcuse() throws IOException {
        report("surefire-reports", "UnitTest", PASSED + SKIPPED);
        excuses("| `UnitTest.works` | |");
        assertThat(problems()).containsExactly("docs/skipped-tests.md gives no reason for `UnitTest.works`.");
    }

    @Test
    void wantsNoExcuseForWhatRan() throws IOException {
        excuses("| `UnitTest` | needs a printer |");
        assertThat(problems()).containsExactly("docs/skipped-tests.md excuses UnitTest, which ran.");
    }

    @Test
    void expectsSlowSuitesInALongRun() throws IOException {
        assertThat(new SuiteGuard(root, BEGAN, true).problems()).containsExactly("one: no test of SlowIT ran.");
    }

    @Test
    void findsWhatThePagesTestsSkip() throws IOException {
        vitest("<testcase name=\"a\" classname=\"src/app/App.test.tsx\"/>"
                + "<testcase name=\"b\" classname=\"src/app/App.test.tsx\"><skipped/></testcase>");
        assertThat(problems()).containsExactly("dashboard: src/app/App.test.tsx > b was skipped.");
    }

    @Test
    void findsAFileOfThePagesTestsThatDidNotRun() throws IOException {
        write("dashboard/src/other.test.ts", "it('works')");
        assertThat(problems()).containsExactly("dashboard: no test of src/other.test.ts ran.");
    }
}
