package org.opsflow.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Command lines of mariadbd: making the tables of a new directory, serving it, and finding who serves it already. */
record MariaDbServer(MariaDbDistribution distribution, MariaDbFiles files) {

    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");
    private static final String PORT = "--port=";

    /** Root has its password before the server first listens; the only other account sees one schema. */
    private static final String ACCOUNTS =
            """

            DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';
            DELETE FROM mysql.proxies_priv;
            FLUSH PRIVILEGES;
            CREATE DATABASE opsflow CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
            CREATE USER root@localhost IDENTIFIED BY '%1$s', root@127.0.0.1 IDENTIFIED BY '%1$s';
            GRANT ALL ON *.* TO root@localhost WITH GRANT OPTION;
            GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
            CREATE USER opsflow@localhost IDENTIFIED BY '%2$s', opsflow@127.0.0.1 IDENTIFIED BY '%2$s';
            GRANT ALL ON opsflow.* TO opsflow@localhost;
            GRANT ALL ON opsflow.* TO opsflow@127.0.0.1;
            """;

    void createTables() throws IOException, InterruptedException {
        for (var abandoned : serving(files.draft())) {
            end(abandoned);
        }
        MariaDbFiles.delete(files.draft());
        Files.createDirectory(files.draft());
        Files.createDirectories(files.temporary());
        var command = common(files.draft());
        command.addAll(List.of(
                "--bootstrap",
                "--silent-startup",
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--net-buffer-length=16K"));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(tables().getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw new IOException("mariadbd --bootstrap ended with " + process.exitValue());
        }
        Files.move(files.draft(), files.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String tables() throws IOException {
        var sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
        for (var name : SYSTEM_TABLES) {
            // mariadb-install-db drops these lines likewise: accounts for a host name are not wanted.
            Files.readString(distribution.share().resolve(name))
                    .lines()
                    .filter(line -> !line.contains("@current_hostname"))
                    .forEach(line -> sql.append(line).append('\n'));
        }
        return sql.append(ACCOUNTS.formatted(files.rootPassword(), files.password()))
                .toString();
    }

    /** The child writes to a file and reads nothing from us, so it outlives a killed launcher unharmed. */
    ProcessHandle start(int port) throws IOException {
        Files.deleteIfExists(files.pid());
        Files.createDirectories(files.temporary());
        var command = serve();
        command.add(PORT + port);
        return new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .redirectErrorStream(true)
                .start()
                .toHandle();
    }

    /** Who serves our tables now, found by its command line: a pid file may lie, or not be written yet. */
    List<ProcessHandle> serving() {
        return serving(files.data());
    }

    private static List<ProcessHandle> serving(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains("--datadir=" + data))
                .toList();
    }

    /** False when it was started by another version of us, with other options or another program. */
    boolean isAsWeWouldStart(ProcessHandle process) {
        return commandLine(process).stream()
                .filter(argument -> !argument.startsWith(PORT))
                .toList()
                .equals(serve());
    }

    Optional<Integer> portOf(ProcessHandle process) {
        return commandLine(process).stream()
                .filter(argument -> argument.startsWith(PORT))
                .map(argument -> Integer.valueOf(argument.substring(PORT.length())))
                .findFirst();
    }

    /** Read here since {@code ProcessHandle.Info} cuts a command line off at one memory page. */
    private static List<String> commandLine(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<String> serve() {
        var command = common(files.data());
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                // Relative to the tables: an absolute path may exceed the 107 bytes of a socket's name.
                "--socket=mariadb.sock",
                "--pid-file=" + files.pid(),
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_520_ci",
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=512M",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-ft-min-token-size=1",
                "--skip-name-resolve",
                "--local-infile=0",
                "--log-warnings=1"));
        return command;
    }

    private List<String> common(Path data) {
        var command = new ArrayList<>(List.of(
                distribution.server().toString(),
                "--no-defaults",
                "--basedir=" + distribution.home(),
                "--lc-messages-dir=" + distribution.share(),
                "--datadir=" + data,
                "--tmpdir=" + files.temporary(),
                "--skip-ssl",
                "--innodb-log-file-size=512M",
                "--max-allowed-packet=64M"));
        if (System.getProperty("user.name").equals("root")) {
            // mariadbd refuses to run as root unless it is told to.
            command.add("--user=root");
        }
        return command;
    }

    /** SIGTERM is a clean shutdown: mariadbd flushes and writes its last checkpoint. */
    static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(2, TimeUnit.MINUTES);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
