package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server brings other versions of some of our libraries, and would win unless told otherwise. */
interface OwnLibraries {
    /** A class of each, and the jar it must come from. */
    Map<String, String> OURS = Map.of(
            "com.fasterxml.jackson.databind.ObjectMapper", "jackson-databind",
            "com.google.protobuf.MessageLite", "protobuf-java",
            "com.google.common.collect.ImmutableList", "guava",
            "org.snakeyaml.engine.v2.api.Load", "snakeyaml-engine",
            "org.yaml.snakeyaml.Yaml", "snakeyaml-2",
            "io.grpc.Server", "grpc-api",
            "io.netty.channel.Channel", "netty-transport");

    @Test
    default void librariesOfTheWarWinOverTheServers() throws Exception {
        for (Map.Entry<String, String> ours : OURS.entrySet()) {
            String origin = originOf(ours.getKey());
            System.out.println(ours.getKey() + " is of " + origin);
            assertThat(origin).as(ours.getKey()).contains("WEB-INF/lib/" + ours.getValue());
        }
    }

    /** What Jakarta EE defines must be the server's, or nothing of it fits together. */
    @Test
    default void apisOfThePlatformAreTheServers() throws Exception {
        for (String api :
                List.of("jakarta.persistence.EntityManager", "jakarta.ws.rs.Path", "jakarta.json.JsonObject")) {
            assertThat(originOf(api)).as(api).doesNotContain("WEB-INF");
        }
    }

    private static String originOf(String type) throws ClassNotFoundException {
        return String.valueOf(
                Class.forName(type).getProtectionDomain().getCodeSource().getLocation());
    }
}
