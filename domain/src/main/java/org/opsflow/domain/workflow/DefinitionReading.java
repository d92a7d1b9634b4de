package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;

/** Definitions for people. The number of statements never depends on how many there are. */
@ApplicationScoped
public class DefinitionReading {
    private static final String LIST = "definitions";

    private final DefinitionStore store;
    private final Definitions definitions;

    @Inject
    public DefinitionReading(DefinitionStore store, Definitions definitions) {
        this.store = store;
        this.definitions = definitions;
    }

    DefinitionReading() {
        this(null, null);
    }

    /** The newest version of each, by slug. */
    @Transactional
    public Page<Definition> list(Caller caller, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Optional<String> after = wanted.after().map(cursor -> cursor.in(LIST).slug(0));
        Page<DefinitionStore.Version> page = Page.of(
                store.newest(caller.workspaceId(), after, wanted.read()),
                wanted,
                version -> Cursor.of(LIST, version.slug()));
        Map<UUID, Definition> texts = definitions.byIds(
                page.items().stream().map(DefinitionStore.Version::id).toList());
        return page.map(version -> texts.get(version.id()));
    }

    /** @param version the newest when empty */
    @Transactional
    public DefinitionDetail find(Caller caller, String slug, Optional<Integer> version) {
        caller.require(Permission.VIEW_WORKSPACE);
        List<DefinitionStore.Version> versions =
                Definitions.isSlug(slug) ? store.versions(caller.workspaceId(), slug, Page.MOST) : List.of();
        if (versions.isEmpty()) {
            throw Problem.notFound("workflow definition", slug);
        }
        int wanted = version.orElse(versions.get(0).version());
        Definition definition = store.version(caller.workspaceId(), slug, wanted)
                .map(definitions::compiled)
                .orElseThrow(() -> Problem.notFound("version of " + slug, "" + wanted));
        return new DefinitionDetail(definition, versions);
    }
}
