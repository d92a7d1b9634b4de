package org.opsflow.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** What an agent is and whom it talks to. Only key, state directory, capability and handler have no default. */
public final class AgentBuilder {
    private static final int MOST_CAPABILITIES = 64;
    private static final int MOST_LABELS = 32;
    private static final int MOST_CONCURRENT = 1000;

    private final Set<String> capabilities = new LinkedHashSet<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String server = "127.0.0.1:9090";
    private String key = "";
    private boolean tls;
    private Path ca;
    private String instance = "";
    private String version = "opsflow-sdk " + versionOfThis();
    private int maxConcurrent = 1;
    private boolean standingCredits;
    private Path stateDirectory;
    private WorkHandler handler;
    private MessageHandler messages;
    private Consumer<AgentEvent> events = event -> {};
    private Consumer<String> configured = settings -> {};

    AgentBuilder() {}

    /**
     * {@code host:port} of the server's gRPC port, or those of several nodes of one server with commas between them;
     * 127.0.0.1:9090 if not given. It begins at any of them, and goes on to the next when a connection breaks or a node sends
     * it away; what it holds it keeps. Pauses grow with each round in which none of them answers, to 10 seconds.
     */
    public AgentBuilder server(String addresses) {
        server = addresses;
        return this;
    }

    /** The agent's key, {@code owf_…}. */
    public AgentBuilder key(String key) {
        this.key = key.strip();
        return this;
    }

    /** Speaks TLS and trusts the authorities that Java trusts. */
    public AgentBuilder tls() {
        tls = true;
        return this;
    }

    /** Speaks TLS and trusts the certificates of this PEM file. */
    public AgentBuilder tls(Path ca) {
        tls = true;
        this.ca = ca;
        return this;
    }

    /** Tells processes of one agent apart; kept in the state directory, made from the host's name if never given. */
    public AgentBuilder instance(String name) {
        instance = name;
        return this;
    }

    /** Shown to people, at most 64 characters. */
    public AgentBuilder version(String text) {
        version = text;
        return this;
    }

    /** Adds something this process can do: "script", "agent:claude", "function:greet" … */
    public AgentBuilder capability(String name) {
        capabilities.add(name);
        return this;
    }

    /** Adds something to know it by, for example region, eu: shown to people, and steps can require it as "region=eu". */
    public AgentBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** How many attempts it works on at once, 1 to 1000; 1 if not given. */
    public AgentBuilder maxConcurrent(int attempts) {
        maxConcurrent = attempts;
        return this;
    }

    /**
     * Lets the server send work without offering it first, until all slots are full: the fastest way. What the handler does
     * not {@linkplain WorkHandler#accepts accept} is still given back, but has been taken from the queue by then. Without it
     * each step is offered first.
     */
    public AgentBuilder standingCredits() {
        standingCredits = true;
        return this;
    }

    /** Where it remembers what must survive its process; its own, created if missing. */
    public AgentBuilder stateDirectory(Path directory) {
        stateDirectory = directory;
        return this;
    }

    /** Does the work. */
    public AgentBuilder handler(WorkHandler handler) {
        this.handler = handler;
        return this;
    }

    /** Is given messages of other agents; without one they wait for a process that has one. */
    public AgentBuilder onMessage(MessageHandler handler) {
        messages = handler;
        return this;
    }

    /** Is told what happens, on the agent's own thread: must not block. */
    public AgentBuilder onEvent(Consumer<AgentEvent> listener) {
        events = listener;
        return this;
    }

    /**
     * Is told what people set for this agent, a JSON object: when it connects and whenever they change it, each time all of
     * it. Not called while they have set nothing, nor again with what it was told last. People see that it was taken in when
     * this returns. On a thread of its own, one call after the other.
     */
    public AgentBuilder onSettings(Consumer<String> listener) {
        configured = listener;
        return this;
    }

    /**
     * Starts the agent and returns at once; it connects when the server is there.
     *
     * @throws AgentStartException when it can never work as it was told; says what to change
     */
    public OpsflowAgent start() {
        List<String> servers = Addresses.parse(server);
        check(!key.isEmpty(), "no key is given: every agent has one, owf_<agent>_<32 characters>");
        check(key.chars().allMatch(c -> c > ' ' && c < 127), "the key holds characters that no key has");
        check(instance.matches("[A-Za-z0-9._-]{0,64}"), "instance \"" + instance + "\" is not of [A-Za-z0-9._-]{1,64}");
        check(
                maxConcurrent >= 1 && maxConcurrent <= MOST_CONCURRENT,
                "maxConcurrent is " + maxConcurrent + ", not 1 to " + MOST_CONCURRENT);
        check(
                !capabilities.isEmpty() && capabilities.size() <= MOST_CAPABILITIES,
                "give 1 to " + MOST_CAPABILITIES + " capabilities, for example \"script\"");
        capabilities.forEach(each ->
                check(each.matches("[a-z0-9:._-]{1,64}"), "capability \"" + each + "\" is not of [a-z0-9:._-]{1,64}"));
        check(labels.size() <= MOST_LABELS, "there are more than " + MOST_LABELS + " labels");
        labels.forEach((name, value) -> {
            check(name.matches("[a-z0-9._-]{1,64}"), "label \"" + name + "\" is not of [a-z0-9._-]{1,64}");
            check(
                    value.matches("[!-~]{1,128}"),
                    "the value of label \"" + name + "\" is not of 1 to 128 printable ASCII characters but spaces");
        });
        check(stateDirectory != null, "no stateDirectory is given");
        check(handler != null, "no handler is given");
        return OpsflowAgent.start(new Settings(
                new Settings.Endpoint(servers, key, tls, Optional.ofNullable(ca)),
                new Settings.Identity(
                        instance,
                        version.length() <= 64 ? version : version.substring(0, 64),
                        List.copyOf(capabilities),
                        Map.copyOf(labels),
                        maxConcurrent),
                standingCredits,
                stateDirectory,
                handler,
                Optional.ofNullable(messages),
                events,
                configured));
    }

    /** The version of this SDK. */
    public static String versionOfThis() {
        Properties properties = new Properties();
        try (InputStream in = AgentBuilder.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // Unknown then.
        }
        return properties.getProperty("version", "unknown");
    }

    private static void check(boolean ok, String otherwise) {
        if (!ok) {
            throw new AgentStartException("Cannot start the agent: " + otherwise + ".");
        }
    }
}
