package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What every bench says beside its own figures: memory, machine, settings, revision. */
final class Report {
    private Report() {}

    static void memory(Figures figures, List<LinuxProcess> processes) {
        JsonObject rss = new JsonObject();
        JsonObject pss = new JsonObject();
        double total = 0;
        for (LinuxProcess process : processes) {
            total += process.rssMib();
            rss.addProperty(process.name(), Figures.rounded(process.rssMib(), 0));
            pss.addProperty(process.name(), Figures.rounded(process.pssMib(), 0));
        }
        figures.put("memory_mib", total, 0).put("rss_mib", rss).put("pss_mib", pss);
    }

    /** @param load of the machine before the bench began */
    static void circumstances(Figures figures, Options options, Database database, double load) {
        JsonObject machine = Machine.describe();
        machine.addProperty("load_before", load);
        machine.addProperty("mariadb", database.variable("VERSION"));
        machine.addProperty("innodb_flush_log_at_trx_commit", database.variable("INNODB_FLUSH_LOG_AT_TRX_COMMIT"));
        machine.addProperty("innodb_flush_method", database.variable("INNODB_FLUSH_METHOD"));
        machine.addProperty("log_bin", database.variable("LOG_BIN"));
        JsonObject settings = new JsonObject();
        settings.addProperty("agents", options.agents);
        settings.addProperty("warm_up_seconds", options.warmUp);
        settings.addProperty("seconds", options.seconds);
        settings.addProperty("created_by", options.rest ? "rest" : "grpc");
        settings.addProperty("offers", options.offers);
        settings.addProperty("own_server", options.runningServer().isEmpty());
        figures.put("machine", machine)
                .put("settings", settings)
                .put("revision", Machine.revision())
                .put(
                        "at",
                        Instant.now(Clock.systemUTC())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    static void say(String progress) {
        System.err.println(progress);
    }
}
