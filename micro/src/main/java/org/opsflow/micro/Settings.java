package org.opsflow.micro;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opsflow.db.DatabaseAccess;

/**
 * What a server is asked to be.
 *
 * @param httpPort the people's door; 0 takes any free port
 * @param grpcPort the agents' door; 0 takes any free port
 * @param bind the address both doors listen on
 * @param cluster addresses (host:port) of the data grids of all nodes, this node's own first; empty for a single node
 * @param database the database to use; empty for the embedded one
 * @param war the web application
 */
public record Settings(
        int httpPort,
        int grpcPort,
        String bind,
        Path data,
        List<String> cluster,
        Optional<DatabaseAccess> database,
        Path war) {

    public Settings {
        cluster = List.copyOf(cluster);
        data = data.toAbsolutePath().normalize();
    }

    /** The same in another data directory. */
    Settings in(Path directory) {
        return new Settings(httpPort, grpcPort, bind, directory, cluster, database, war);
    }

    /** The same, where each door may take any free port when its own is in use. */
    Settings withFreePorts(boolean http, boolean grpc) {
        return new Settings(
                http && !Ports.isFree(bind, httpPort) ? 0 : httpPort,
                grpc && !Ports.isFree(bind, grpcPort) ? 0 : grpcPort,
                bind,
                data,
                cluster,
                database,
                war);
    }
}
