package org.opsflow.micro;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.opsflow.db.DatabaseAccess;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.db.Invariants;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Verifies every invariant on the database of a running or stopped server; says what is broken.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ServerArguments arguments;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException {
        var named = arguments.database();
        return named.isPresent() ? check(named.get()) : checkEmbedded();
    }

    private int checkEmbedded() throws SQLException {
        var directory = DataDirectory.database(arguments.data());
        var living = EmbeddedDatabase.living(directory);
        if (living.isPresent()) {
            return check(living.get());
        }
        if (!Files.isDirectory(directory)) {
            throw StartRefused.noData(arguments.data().toString());
        }
        try (var data = DataDirectory.take(arguments.data());
                var database = EmbeddedDatabase.start(data.database())) {
            return check(database.access());
        }
    }

    private int check(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect()) {
            var violations = Invariants.check(connection);
            violations.forEach(violation -> console.say(violation.toString()));
            console.tell(Invariants.count() + " invariants checked on " + access.place() + ", " + violations.size()
                    + " broken.");
            return violations.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
