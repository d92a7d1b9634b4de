package org.opsflow.micro;

/** The server cannot run as asked; the message is one sentence for its operator. */
public final class StartRefused extends RuntimeException {

    private StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static StartRefused portInUse(String name, int port, String option) {
        return new StartRefused(
                "The " + name + " port " + port + " is in use: stop what listens there or choose another with " + option
                        + " (0 takes any free port).",
                null);
    }

    static StartRefused addressUnknown(String address, Throwable cause) {
        return new StartRefused(
                "This machine has no address " + address + ": choose one of its own with --bind, or 127.0.0.1.", cause);
    }

    static StartRefused dataUnusable(String directory, Throwable cause) {
        return new StartRefused(
                "The data directory " + directory + " cannot be written ("
                        + cause.getClass().getSimpleName() + "): make it writable or choose another with --data.",
                cause);
    }

    static StartRefused dataInUse(String directory) {
        return new StartRefused(
                "The data directory " + directory
                        + " is in use by another running Opsflow: stop that one or choose another with --data.",
                null);
    }

    static StartRefused applicationFailed(String log, Throwable cause) {
        return new StartRefused("Opsflow did not start inside its server: the reason is in " + log + ".", cause);
    }

    static StartRefused notReady(long seconds, String log) {
        return new StartRefused(
                "Opsflow is not ready after " + seconds + " s: the reason may be in " + log + ".", null);
    }

    static StartRefused incomplete(String file) {
        return new StartRefused("The distribution lacks " + file + ": build it anew with ./opsflow build.", null);
    }

    static StartRefused noData(String directory) {
        return new StartRefused(
                "There is no database in " + directory
                        + ": name the data directory with --data or a server with --db-url.",
                null);
    }

    static StartRefused noDemo() {
        return new StartRefused("The demo needs a clone of Opsflow: start it there with ./opsflow demo.", null);
    }

    static StartRefused noRepository(String directory) {
        return new StartRefused(directory + " is no Git repository: choose one with --repository.", null);
    }

    static StartRefused demoIdle(String door, String lastWords) {
        return new StartRefused(
                "No agent took a step of the demo: the agents' door at " + door
                        + " may be blocked. An agent's last words: " + lastWords,
                null);
    }

    static StartRefused demoStuck(String page) {
        return new StartRefused("The demo's run does not end: " + page + " shows where it stands.", null);
    }

    static StartRefused demoRefused(String path, String answer) {
        return new StartRefused("The server refused the demo's call of " + path + ": " + answer, null);
    }
}
