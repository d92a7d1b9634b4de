package org.opsflow.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The change logs as text. */
final class ChangeSets {

    private static final Pattern INCLUDE = Pattern.compile("<include file=\"([^\"]+)\"");
    private static final Pattern CHANGE_SET =
            Pattern.compile("(?ms)^--changeset opsflow:(\\S+)\n(.*?)^--rollback (.*?)$");
    private static final Path LOGS = Path.of("src/main/resources/db/changelog");

    private ChangeSets() {}

    record ChangeSet(String id, String sql, String rollback) {}

    static List<ChangeSet> all() {
        return INCLUDE.matcher(read("root.xml"))
                .results()
                .map(include -> read(include.group(1)))
                .flatMap(log -> CHANGE_SET.matcher(log).results())
                .map(match -> new ChangeSet(
                        match.group(1),
                        match.group(2).replaceAll("(?m)^--.*$", "").strip(),
                        match.group(3)))
                .toList();
    }

    /** How many tables they make; the others change one. */
    static long tables() {
        return all().stream()
                .filter(changeSet -> changeSet.sql().startsWith("CREATE TABLE"))
                .count();
    }

    private static String read(String name) {
        try {
            return Files.readString(LOGS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
