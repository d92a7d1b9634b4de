package org.opsflow.bench;

/** Names of tasks, of their runs and, by gRPC, their client ids; every part matters to somebody. */
final class Task {
    private Task() {}

    /** @param bench tells this bench's runs from others */
    static String name(String bench, long number) {
        return bench + number;
    }

    static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }
}
