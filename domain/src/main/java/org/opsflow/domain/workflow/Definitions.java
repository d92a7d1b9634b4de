package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/** Publishes and finds definitions. Compiled versions stay in memory: they never change. */
@ApplicationScoped
public class Definitions {
    private static final int REMEMBERED = 1_000;
    private static final long FRESH_NANOS = 1_000_000_000;

    private record Name(UUID workspaceId, String slug) {}

    /** @param at by the process clock */
    private record Read(Definition definition, long at) {}

    private final DefinitionStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<UUID, Definition> compiled = new ConcurrentHashMap<>();
    private final Map<Name, Read> recent = new ConcurrentHashMap<>();
    private final Map<UUID, ArgsSchema> schemas = new ConcurrentHashMap<>();

    @Inject
    public Definitions(DefinitionStore store, Ids ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    Definitions() {
        this(null, null, null);
    }

    /**
     * Makes the first or the next version of the definition whose slug follows from its name. The same text again makes
     * no new version.
     */
    @Transactional
    public Definition publish(Caller caller, String yaml) {
        caller.require(Permission.PUBLISH_DEFINITION);
        Workflow workflow = new WorkflowYaml(yaml).parse();
        String slug = slug(workflow.name());
        DefinitionStore.Row newest = store.newest(caller.workspaceId(), slug).orElse(null);
        if (newest != null && newest.source().equals(yaml)) {
            return compiled(newest);
        }
        int version = newest == null ? 1 : newest.version() + 1;
        DefinitionStore.Row row =
                new DefinitionStore.Row(ids.next(), caller.workspaceId(), slug, version, yaml, clock.instant());
        recent.remove(new Name(caller.workspaceId(), slug));
        store.insert(row, workflow, caller.kind() == Caller.Kind.PERSON ? caller.id() : null);
        return new Definition(row.id(), row.workspaceId(), slug, version, yaml, workflow, row.createdAt());
    }

    /** What to say to who publishes a version that another has just published. */
    public static Problem changed(String slug) {
        return Problem.conflict(
                "definition_changed",
                "Somebody published '" + slug
                        + "' at the same moment: look at it, and publish again if you still want to.");
    }

    /** As {@link #toStart}, but only when it was read less than a second ago. Never blocks. */
    public Optional<Definition> remembered(Caller caller, String slug) {
        Read read = recent.get(new Name(caller.workspaceId(), slug));
        return read == null || System.nanoTime() - read.at() > FRESH_NANOS
                ? Optional.empty()
                : Optional.of(read.definition());
    }

    /** The newest version, for a run of it: a key may be for starting runs and not for looking around. */
    @Transactional
    public Definition toStart(Caller caller, String slug) {
        caller.require(Permission.START_RUN);
        return read(caller, slug);
    }

    /**
     * What is wrong with a text, in the order in which it stands there; empty when it can be published.
     */
    public List<Problem.FieldError> flaws(Caller caller, String yaml) {
        caller.require(Permission.PUBLISH_DEFINITION);
        try {
            new WorkflowYaml(yaml).parse();
            return List.of();
        } catch (Problem wrong) {
            return wrong.errors();
        }
    }

    private Definition read(Caller caller, String slug) {
        Definition definition = stored(caller, slug).orElseThrow(() -> Problem.notFound("definition", slug));
        if (recent.size() > REMEMBERED) {
            recent.clear();
        }
        recent.put(new Name(caller.workspaceId(), slug), new Read(definition, System.nanoTime()));
        return definition;
    }

    /** The database takes only ASCII for a slug, and fails on any other text. */
    private Optional<Definition> stored(Caller caller, String slug) {
        return isSlug(slug) ? store.newest(caller.workspaceId(), slug).map(this::compiled) : Optional.empty();
    }

    /**
     * The arguments with the schema's defaults put in.
     *
     * @throws Problem naming each wrong field
     */
    public String checkArgs(Definition definition, String argsJson) {
        if (schemas.size() > REMEMBERED) {
            schemas.clear();
        }
        Workflow workflow = definition.workflow();
        String args = schemas.computeIfAbsent(definition.id(), id -> ArgsSchema.of(workflow.argsSchema()))
                .check(argsJson);
        if (!workflow.usedArgs().isEmpty()) {
            JsonObject given = JsonText.parseObject(args).orElseThrow();
            List<Problem.FieldError> missing = workflow.usedArgs().stream()
                    .filter(name -> !given.containsKey(name))
                    .map(name -> new Problem.FieldError("args." + name, "is missing; a step of the definition uses it"))
                    .toList();
            if (!missing.isEmpty()) {
                throw Problem.invalid(missing);
            }
        }
        return args;
    }

    /** The versions with these ids, from memory where they are known; runs inside the caller's transaction. */
    public Map<UUID, Definition> byIds(Collection<UUID> definitionIds) {
        Map<UUID, Definition> found = new LinkedHashMap<>();
        List<UUID> missing = new ArrayList<>();
        for (UUID id : definitionIds) {
            Definition known = compiled.get(id);
            if (known == null) {
                missing.add(id);
            } else {
                found.put(id, known);
            }
        }
        if (!missing.isEmpty()) {
            store.byIds(missing).forEach(row -> found.put(row.id(), compiled(row)));
        }
        return found;
    }

    /** With its workflow, from memory where it is known. */
    Definition compiled(DefinitionStore.Row row) {
        if (compiled.size() > REMEMBERED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(
                row.id(),
                id -> new Definition(
                        id,
                        row.workspaceId(),
                        row.slug(),
                        row.version(),
                        row.source(),
                        new WorkflowYaml(row.source()).parse(),
                        row.createdAt()));
    }

    static boolean isSlug(String text) {
        return text.equals(slug(text));
    }

    /** A slug of at most 40 characters from a name; "definition" when the name has no usable character. */
    static String slug(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = ascii.length() > 40 ? ascii.substring(0, 40).replaceAll("-+$", "") : ascii;
        return cut.isEmpty() ? "definition" : cut;
    }
}
